internal import BudgetDomain
internal import BudgetEngine
internal import PostgresClient

/// Whether an input that was just read is the one that the publication was made from, and if not,
/// what is newer.
struct InputComparison: Sendable {
  private(set) var isSame = false
  private(set) var newer = VerificationReport.Listed<VerificationReport.NewerSubmission>()
  private(set) var parts: [VerificationReport.NewerPart] = []
  private(set) var doubts: [String] = []

  /// Nothing is known.
  init() {}

  /// Compares all years, also where only some were read: a year hangs on those beside it.
  init(
    _ validated: ValidatedBatch, _ sink: PostgresSink, on connection: borrowing Connection
  ) throws {
    // Whoever read everything knows by the contents, whatever was touched.
    let isWhole = validated.batch.scope.years == nil
    let content = sink.digest(of: validated.inputDigest)
    if isWhole, try connection.run(.findConfirmation, [.text(content)])[0].bool("is_confirmed") {
      isSame = true
      // What came after closing is told all the same.
      guard validated.batch.closed.present != nil, let state = validated.batch.state else {
        return
      }
      let (all, openCount) = try Self.newerSubmissions(state.submissions, on: connection)
      newer.append(all.elements.filter(\.isAfterClosing), of: all.count - openCount)
      return
    }
    guard let state = validated.batch.state else { return }
    doubts = state.fingerprint.detection.doubts
    parts = try Self.newerParts(state.fingerprint, sink.programDigest, on: connection)
    var openCount = 0
    (newer, openCount) = try Self.newerSubmissions(state.submissions, on: connection)
    let unseen = try connection.run(.countUnseenSubmissions)[0].int("unseen_count")
    isSame = parts.isEmpty && openCount == 0 && unseen == 0
  }

  private static func newerParts(
    _ fingerprint: InputFingerprint, _ program: String, on connection: borrowing Connection
  ) throws -> [VerificationReport.NewerPart] {
    var parts: Set<VerificationReport.NewerPart> = []
    if try ClosedVolume.list(on: connection).contains(where: { !$0.isCurrent }) {
      parts.insert(.closing)
    }
    if !fingerprint.detection.isTrusted { parts.insert(.untrusted) }
    for row in try connection.run(.listVolumeInputs) {
      if try row.bool("has_older_basis") { parts.insert(.restatement) }
      // A closed year is of its own time.
      if try row.bool("is_closed") { continue }
      // One that is open again is worked out once by the next night.
      if try row.bool("was_closed") { parts.insert(.closing) }
      guard let reference = try row.optionalText("reference_digest") else {
        parts.insert(.unrecorded)
        continue
      }
      if reference != fingerprint.reference.description { parts.insert(.reference) }
      if try row.text("program_digest") != program { parts.insert(.program) }
      if try row.optionalText("definition") != fingerprint.definition {
        parts.insert(.definition)
      }
    }
    return VerificationReport.NewerPart.allCases.filter { parts.contains($0) }
  }

  /// The submissions that are newer, and how many of them are of years that are not closed.
  private static func newerSubmissions(
    _ submissions: SubmissionVersions, on connection: borrowing Connection
  ) throws -> (VerificationReport.Listed<VerificationReport.NewerSubmission>, Int) {
    let rows = try connection.run(
      .listNewerSubmissions, submissions.parameters + [.int(Int64(Verification.listLimit))])
    var newer = VerificationReport.Listed<VerificationReport.NewerSubmission>()
    let told = try rows.map { row in
      VerificationReport.NewerSubmission(
        submissionID: try row.int("submission_id"), fiscalYear: try row.int("fiscal_year"),
        state: try row.text("state"), unitCode: try row.optionalText("unit_code"),
        kind: try row.optionalText("kind"), revision: try row.optionalInt("revision"),
        status: try row.optionalText("status"), changedAt: try row.optionalText("changed_at"),
        isAfterClosing: try row.bool("is_after_closing"))
    }
    newer.append(told, of: try rows.first.map { Int(try $0.int("newer_count")) } ?? 0)
    return (newer, try rows.first.map { Int(try $0.int("open_count")) } ?? 0)
  }
}
