import BudgetReport
import BudgetStore

extension VerificationReport? {
  /// The report for programs, with its keys in English; without rows before the first night.
  var members: [(key: String, value: JSONValue)] {
    [
      ("publication_id", .int(self?.publicationID)),
      ("fiscal_years", .array((self?.years ?? []).map { .int(Int64($0)) })),
      ("same_input", self.map { .bool($0.isSameInput) } ?? .null),
      ("ok", self.map { .bool(!$0.isBroken) } ?? .null),
      ("newer_parts", .array((self?.newerParts ?? []).map { .text($0.rawValue) })),
      ("doubts", .array((self?.doubts ?? []).map { .text($0) })),
      ("newer_submission_count", .int(Int64(self?.newer.count ?? 0))),
      ("newer_submissions", .array((self?.newer.elements ?? []).map(\.document))),
      ("difference_count", .int(Int64(self?.differences.count ?? 0))),
      ("differences", .array((self?.differences.elements ?? []).map(\.document))),
    ]
  }
}

extension VerificationReport.NewerSubmission {
  fileprivate var document: JSONValue {
    .object([
      ("submission_id", .int(submissionID)), ("fiscal_year", .int(fiscalYear)),
      ("state", .text(state)), ("unit_code", .text(unitCode)), ("kind", .text(kind)),
      ("revision", .int(revision)), ("status", .text(status)), ("changed_at", .text(changedAt)),
      ("after_closing", .bool(isAfterClosing)),
    ])
  }
}

extension VerificationReport.Difference {
  fileprivate var document: JSONValue {
    .object([
      ("view", .text(view)), ("place", .document(place)), ("column", .text(column)),
      ("published", .text(published)), ("recomputed", .text(recomputed)),
    ])
  }
}
