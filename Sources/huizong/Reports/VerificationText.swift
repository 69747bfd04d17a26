import BudgetReport
import BudgetStore
import Foundation

/// What a verification has shown, for people.
struct VerificationText {
  /// How wide a cell of a table may be, in columns of a terminal; `--json` tells the whole.
  private static let cellWidth = 40

  private let report: VerificationReport

  init(_ report: VerificationReport) {
    self.report = report
  }

  /// A sentence, what is newer, and what differs.
  func rendered(_ console: Console) -> String {
    let language = console.language
    var text = sentence(language) + "\n"
    for part in report.newerParts { text += "  " + phrase(part)(language) + "\n" }
    for doubt in report.doubts { text += "  " + Vocabulary.doubt(doubt)(language) + "\n" }
    if report.newer.count > 0 {
      text += Phrase("与发布时不同的报送:", "submissions that are newer than the publication:")(language)
      text += cut(report.newer.elements.count, of: report.newer.count, language) + "\n"
      text += newerTable(language).rendered(console.palette, width: console.width)
    }
    if report.differences.count > 0 {
      let differences = report.differences
      text += Phrase("差异:", "differences:")(language)
      text += cut(differences.elements.count, of: differences.count, language) + "\n"
      text += differenceTable(language).rendered(console.palette, width: console.width)
    }
    return text
  }

  /// Which publication it was about, and how it turned out.
  func sentence(_ language: Language) -> String {
    let id = report.publicationID
    let years = report.years.map(String.init).joined(separator: " ")
    return Phrase("发布 \(id)(年度 \(years)):", "publication \(id) (years \(years)): ")(language)
      + verdict(language)
  }

  private func verdict(_ language: Language) -> String {
    let count = NumberFormat.count(report.differences.count)
    let verdict: Phrase =
      switch (report.differences.count == 0, report.isSameInput) {
      case (true, true): Phrase("逐项相符", "everything agrees")
      case (true, false):
        Phrase("逐项相符,尽管输入与发布时不同", "everything agrees, though the input is another one")
      case (false, true): Phrase("输入相同,却有 \(count) 处不符", "\(count) values differ on equal input")
      case (false, false):
        Phrase(
          "\(count) 处不同;输入与发布所用的不同,差异可能由此而来",
          "\(count) values differ; the input is not the one it was made from, which may be why")
      }
    return verdict(language)
  }

  private func phrase(_ part: VerificationReport.NewerPart) -> Phrase {
    switch part {
    case .program: Phrase("程序或规则已更新", "the program or its rules are newer")
    case .reference: Phrase("基础资料或设置已变动", "reference data or settings have changed")
    case .restatement:
      Phrase(
        "部分年度的可比数按较早的依据换算,须全部年度运行后更新",
        "comparable figures of some years are restated as they were, until a run of all years")
    case .definition:
      Phrase(
        "intake 的表、视图或触发器改过定义,其间的变动可能没有记录",
        "tables, views or triggers of intake were redefined, so a change may have left no mark")
    case .untrusted: Phrase("报送的变动记录不可信", "marks of changed submissions are not trusted")
    case .unrecorded:
      Phrase("有年度发布时未记录所据输入", "a year was published before its input was recorded")
    case .closing:
      Phrase(
        "已回退到较早的发布,其中已结账年度不是结账时的数",
        "an earlier publication is shown, with a closed year as it was before")
    }
  }

  private func cut(_ told: Int, of count: Int, _ language: Language) -> String {
    guard told < count else { return "" }
    let (told, count) = (NumberFormat.count(told), NumberFormat.count(count))
    return Phrase("共 \(count) 处,只列出 \(told) 处", " \(told) of \(count) are listed")(language)
  }

  private func newerTable(_ language: Language) -> TextTable {
    var table = TextTable([
      .numbers(Phrase("报送", "Submission")(language)), .words(Phrase("变动", "Change")(language)),
      .words(Phrase("单位", "Unit")(language)), .numbers(Phrase("年度", "Year")(language)),
      .words(Phrase("种类", "Kind")(language)), .numbers(Phrase("版本", "Revision")(language)),
      .words(Phrase("状态", "Status")(language)), .words(Phrase("变动时间", "Changed")(language)),
    ])
    for row in report.newer.elements {
      table.append(
        .init([
          String(row.submissionID), change(row)(language), row.unitCode ?? "",
          String(row.fiscalYear), row.kind.map { Vocabulary.submissionKind($0)(language) } ?? "",
          row.revision.map { String($0) } ?? "",
          row.status.map { Vocabulary.submissionStatus($0)(language) } ?? "", row.changedAt ?? "",
        ]))
    }
    return table
  }

  private func change(_ row: VerificationReport.NewerSubmission) -> Phrase {
    let state =
      switch row.state {
      case "new": Phrase("新增", "new")
      case "deleted": Phrase("已删除", "deleted")
      case "withdrawn": Phrase("已撤回", "withdrawn")
      case "accepted": Phrase("转为有效", "accepted")
      default: Phrase("变动", "changed")
      }
    guard row.isAfterClosing else { return state }
    return Phrase(state(.chinese) + "(结账后)", state(.english) + " (after closing)")
  }

  private func differenceTable(_ language: Language) -> TextTable {
    var table = TextTable([
      .words(Phrase("视图", "View")(language)), .words(Phrase("位置", "Place")(language)),
      .words(Phrase("列", "Column")(language)), .words(Phrase("已发布", "Published")(language)),
      .words(Phrase("重新计算", "Recomputed")(language)),
    ])
    for row in report.differences.elements {
      let isRow = row.column == "*"
      table.append(
        .init(
          [
            row.view, shortened(words(row.place), to: Self.cellWidth),
            isRow ? Phrase("整行", "whole row")(language) : row.column,
            shown(row.published, isRow, language), shown(row.recomputed, isRow, language),
          ],
          tone: report.isSameInput ? .bad : nil))
    }
    return table
  }

  /// The values of a place, the year first, then whose, then what: `2023 101001 2010101 *`.
  private func words(_ place: String) -> String {
    let object = try? JSONSerialization.jsonObject(with: Data(place.utf8))
    guard let members = object as? [String: Any] else { return place }
    let first = ["fiscal_year", "unit_code", "payer_code", "subject_code", "rule_code"]
    let rank = { (key: String) in first.firstIndex(of: key) ?? first.count }
    return members.keys.sorted { (rank($0), $0) < (rank($1), $1) }
      .compactMap { members[$0].map { "\($0)" } }.joined(separator: " ")
  }

  /// A row that stands on one side only is told by its place; what it holds would fill the screen.
  private func shown(_ value: String?, _ isRow: Bool, _ language: Language) -> String {
    guard let value else { return isRow ? Phrase("无", "none")(language) : "" }
    return isRow ? Phrase("有", "there")(language) : shortened(value, to: Self.cellWidth / 2)
  }
}
