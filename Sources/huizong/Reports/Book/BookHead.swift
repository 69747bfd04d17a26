import BudgetDomain
import BudgetReport
import BudgetWorkbook

/// The heads of the sheets.
extension BookFrame {
  /// Which figures stand in a sheet, and in which unit.
  enum Figures {
    /// Of the year of the book, in the unit of the book.
    case yearly
    /// Of all years of the book, in the unit of the book.
    case overYears
    /// Single figures of all years of the book and of its fund, exact, in 元.
    case transfers
    /// The same of all funds.
    case single
    /// Single figures of all kinds, years and funds: a column says what each is counted in.
    case mixed
    /// Percentages of the year of the book.
    case percents
    /// No amounts, of all years of the book.
    case none
  }

  /// The head of a sheet.
  func head(
    _ name: Phrase, _ title: Phrase, _ figures: Figures, notes: [Phrase] = []
  ) -> SheetHead {
    SheetHead(
      name: say(name), title: say(title), subject: subject(figures), unit: unit(figures),
      notes: notes.map(say))
  }

  private func subject(_ figures: Figures) -> String {
    let time =
      switch figures {
      case .yearly, .percents: Phrase("\(year) 年度", "Fiscal year \(year)")
      case .overYears, .transfers, .single, .mixed, .none:
        Phrase("\(yearsText) 年度", "Fiscal years \(yearsText)")
      }
    let unit = Phrase("编制范围:\(topName)", "Scope: \(topName)")
    let fund: Phrase? =
      switch figures {
      case .yearly, .overYears, .transfers: Vocabulary.fund(request.fundType)
      case .single, .mixed: Vocabulary.fund("*")
      case .percents, .none: nil
      }
    return [unit, time, fund].compactMap(\.self).map(say).joined(separator: "    ")
  }

  private func unit(_ figures: Figures) -> String {
    switch figures {
    case .yearly, .overYears: say(Vocabulary.amounts(in: request.amountUnit))
    case .transfers, .single: say(Vocabulary.amounts(in: .yuan))
    case .percents: say(Phrase("单位:%", "Unit: percent"))
    case .mixed, .none: ""
    }
  }

  /// What each sheet of figures by subject says below its title.
  var addsUp: Phrase {
    request.amountUnit == .yuan
      ? Phrase(
        "各数不舍入,逐级相加等于上级数;空白表示未填报,不是零。",
        "Exact figures add up level by level; a blank is not stated, which is not zero.")
      : Phrase(
        "各数舍入后逐级相加等于上级数;空白表示未填报,不是零。",
        "Figures add up level by level after rounding; a blank is not stated, which is not zero.")
  }
  /// What a sheet with changes says.
  static let changeIsOfPrinted = Phrase(
    "增减额为表中两数之差;增减、占比、执行率按未舍入的数计算。",
    "A change is the difference of the two printed figures; percentages are of the exact ones.")
}
