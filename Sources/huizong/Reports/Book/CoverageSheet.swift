import BudgetDomain
import BudgetPage
import BudgetReport
import BudgetStore
import BudgetWorkbook
import PostgresClient

/// Who handed in what, of all years, the last one first.
struct CoverageSheet {
  let frame: BookFrame

  static let content = Phrase(
    "各年度应报、已报、未报、逾期、退回的单位和原因", "Who handed in what, and who did not")

  func write(to workbook: Workbook, on connection: borrowing Connection) throws -> Sheet {
    let say = frame.say
    let sheet = try Sheet(
      frame.head(Phrase("报送情况", "Coverage"), Phrase("单位报送情况表", "Coverage"), .none),
      [
        SheetColumn(say(Phrase("年度", "Year")), .whole),
        SheetColumn(say(Phrase("单位代码", "Code")), .words),
        SheetColumn(say(Phrase("单位名称", "Unit")), .words),
        SheetColumn(say(Phrase("类型", "Kind")), .words),
        SheetColumn(say(Phrase("状态", "State")), .words),
        SheetColumn(say(Phrase("报送编号", "Submission")), .whole),
        SheetColumn(say(Phrase("说明", "Reason")), .prose(width: 60)),
      ], frozenColumnCount: 3, in: workbook)
    let states = CoverageState.allCases.map(\.rawValue)
    for year in frame.years.reversed() {
      let rows = try CoverageReader.rows(
        fiscalYear: year, unitCodes: nil, states: states, on: connection)
      let codes = try frame.unitCodes(in: year, on: connection).map(Set.init)
      for row in rows where codes?.contains(row.unitCode) ?? true {
        try sheet.append(shown(row))
      }
    }
    return sheet
  }

  private func shown(_ row: CoverageRow) -> SheetRow {
    SheetRow([
      .number(row.fiscalYear), .text(row.unitCode), .text(row.unitName),
      .text(frame.say(Vocabulary.submissionKind(row.kind))),
      .text(frame.say(Vocabulary.coverageState(row.state)), tone: Self.tone(row.state)),
      .number(row.submissionID), .text(row.reason.map { typeset($0) }),
    ])
  }

  private static func tone(_ state: String) -> SheetCell.Tone? {
    switch state {
    case "missing", "excluded": .bad
    case "late", "returned", "draft": .doubtful
    case "exempt": .faint
    default: nil
    }
  }
}
