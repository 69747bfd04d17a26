public import BudgetDomain

/// C070. In a table of items (项), no amount is left at a 款 or 类.
///
/// A printed 款 whose only item is lost looks like an amount of its own that leaves its kind open,
/// so that no sum breaks. It is asked for where every other amount of the table stands at an item
/// and states its kind; a book printed by 款 is no such table, nor is one of few rows. A code that
/// has nothing below it in the year's list, such as 227 预备费, is as far down as it goes.
/// Severity: error. Source: 部门决算报表, 支出功能分类列至项级.
public struct AmountNamesItsItem: SubmissionRule {
  /// The rule's entry in the catalogue.
  public static let description = RuleDescription(
    "C070", .error, title: "金额未列至项级", english: "amount without its item",
    source: "部门决算报表:支出功能分类列至项级")

  /// With fewer other amounts there is no telling how the table is printed.
  private static let fewestItems = 4

  private let subjects: SubjectList

  /// Takes the list that says which codes have items.
  public init(functional subjects: SubjectList) {
    self.subjects = subjects
  }

  /// Appends an anomaly where one amount alone stands above the items.
  public func check(_ submission: SubmissionView, into findings: inout FindingList) {
    guard !submission.isControlTotal else { return }
    for table in submission.tables where table.section == .functional && table.isMoney {
      for measure in [Measure.actual, .finalBudget, .initialBudget] {
        let column = TableColumn(submission, table, measure)
        guard let index = loneAmount(in: column), let figure = column.figure(at: index),
          figure.value != Fraction(0)
        else { continue }
        findings.append(anomaly(figure, column.line(at: index), submission))
        break
      }
    }
  }

  /// The one amount that stands above the items; nil where there is none, or several.
  private func loneAmount(in column: TableColumn) -> Int? {
    var lone: Int?
    var items = 0
    for index in column.rows.indices where column.roles[index] == .own {
      let line = column.line(at: index)
      if line.code.level == .item {
        guard line.kind != .unstated else { return nil }
        items += 1
      } else {
        let isSubject = line.code.level == .category || line.code.level == .section
        guard lone == nil, isSubject, line.kind == .unstated else { return nil }
        lone = index
      }
    }
    guard items >= Self.fewestItems, let lone else { return nil }
    let code = column.line(at: lone).code
    let year = column.submission.header.year
    return subjects.isEmpty || subjects.hasCodes(below: code, in: year) ? lone : nil
  }

  private func anomaly(
    _ figure: PrintedFigure, _ line: SubmittedLine, _ submission: SubmissionView
  ) -> Anomaly {
    let nothing = Interval(exactly: Fraction(0))
    var anomaly = Relation(figure, .sum(parts: [])).anomaly(
      Self.description,
      Relation.Evaluation(verdict: .violated, low: nothing.low, high: nothing.high),
      at: submission.place(of: line), submission: submission.header,
      remark: "此行之下没有项,而其余各笔金额都列至项级并注明支出性质。")
    anomaly.cause = .componentMissing
    anomaly.suggestion =
      "很可能是合计漏计或明细漏列一项:\(submission.label(of: line))之下少列一行。"
      + "请核对原表。"
    return anomaly
  }
}
