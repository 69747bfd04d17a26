import BudgetDomain
import BudgetReport
import BudgetStore

/// Which errors may distort a printed total: those about money that is added up.
extension PublishedAnomaly {
  /// Stated changes, percentages and settings are no part of any sum.
  private static let beside = ["E", "F", "P", "R", "X"]
  /// The families of stated figures that a table's totals are held against.
  private static let totals: Set = ["total", "grand_total", "basic", "project"]
  private static let measures: Set = [
    "actual", "final_budget", "initial_budget", "expenditure",
  ]

  /// Whether the figure is, or is held against, what the totals are made of: only amounts by
  /// function are added up.
  ///
  /// - Throws: `DecodingError` when the evidence is no document of ours.
  func mayDistortTotals() throws -> Bool {
    if let section, section != "functional" { return false }
    if let figure {
      let parts = figure.split(separator: ".").map(String.init)
      guard FigureName(figure).dimension == .amount, let family = parts.first,
        Self.totals.contains(family)
      else { return false }
      return parts.count < 2 || Self.measures.contains(parts[1])
    }
    if Self.beside.contains(String(ruleCode.prefix(1))) { return false }
    return try measure() != .percent
  }

  /// The 类 of its subject; nil where it has none.
  var category: SubjectCode? {
    let category = subjectCode.flatMap(SubjectCode.init)?.category
    return category?.level == .category ? category : nil
  }

  /// How many decimals its figure is printed with, as the evidence shows it: those of the figure
  /// itself, else the most of any; nil where there is none.
  ///
  /// - Throws: `DecodingError` when the evidence is no document of ours.
  func decimals() throws -> Int? {
    let operands = try operands()
    let number = stated.flatMap { ExactDecimal($0)?.whole(times: 4) }
    func decimals(_ operand: PrintedOperand) -> Int? {
      guard let digits = operand.number else { return nil }
      return digits.split(separator: ".").dropFirst().first?.utf8.count ?? 0
    }
    let own = operands.first { operand in
      guard let number, let fixed = operand.scaled else { return false }
      return fixed == number
    }
    return own.flatMap(decimals) ?? operands.compactMap(decimals).max()
  }
}

extension PrintedOperand {
  /// The printed digits, without thousands and unit.
  fileprivate var number: String? {
    let first = printed.replacing("%", with: "").split(separator: " ").first
    guard let digits = first.map({ String($0).replacing(",", with: "") }),
      ExactDecimal(digits) != nil
    else { return nil }
    return digits
  }

  /// The same in ten-thousandths of a yuan, a percent or one; nil where it does not fit.
  fileprivate var scaled: Int64? {
    guard let number, let decimal = ExactDecimal(number) else { return nil }
    guard case .amount(let stated) = unit else { return decimal.whole(times: 4) }
    return decimal.movingPoint(left: AmountUnit.yuan.fenExponent - stated.fenExponent)
      .whole(times: 4)
  }
}
