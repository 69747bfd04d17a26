import BudgetReport
import BudgetStore

extension PublicationRow {
  /// The publication for programs.
  var document: JSONValue {
    .object([
      ("publication_id", .int(publicationID)), ("run_id", .int(runID)),
      ("published_at", .text(publishedAt)),
      ("fiscal_years", .array(fiscalYears.map { .int(Int64($0)) })), ("digest", .text(digest)),
      ("submission_count", .int(submissionCount)), ("line_count", .int(lineCount)),
      ("cell_count", .int(cellCount)), ("anomaly_count", .int(anomalyCount)),
      ("is_current", .bool(isCurrent)),
    ])
  }
}

extension PublicationRow? {
  /// The publication for programs; null before the first night.
  var document: JSONValue { self?.document ?? .null }
}

extension Console {
  /// Says that there is nothing to show yet.
  func noteNothingPublished() {
    note(Phrase("尚无发布;请先运行 huizong run", "nothing is published yet; run huizong run first"))
  }
}
