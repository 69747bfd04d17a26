import BudgetDomain
import BudgetRules

/// What a run made of submissions and wants to find again.
public struct KeptLeaves: Sendable {
  /// Whether these are all that count, so that nothing kept before is of use.
  public let isWhole: Bool
  /// What the source knew of the input; nil where it cannot tell one from another.
  public var input: InputState? { batch.state }
  private let batch: LoadedBatch
  private let keys: LeafKeys
  private let accepted: AcceptedTotals
  /// The submissions that were read.
  private let submissions: [SubmissionIndex]
  /// Who read them.
  private let validators: ArraySlice<Validator>

  /// - Parameter read: What was read, with what was taken back.
  init(
    _ reading: ValidationContext.Reading, _ read: AcceptedTotals, _ keys: LeafKeys,
    of context: ValidationContext
  ) {
    isWhole = reading.made == nil
    batch = context.batch
    self.keys = keys
    accepted = read
    submissions = reading.made ?? context.counted
    validators = reading.validators.dropFirst(reading.restoredCount)
  }

  /// The submissions that were read, in the order of their ids.
  public var submissionIDs: [Int64] { submissions.map { batch.headers[$0].id } }

  /// Calls `body` with each submission that was read and its record, in the order of their ids.
  ///
  /// What names a unit that is in no list is left out: it says more once the unit is listed.
  public func forEach(_ body: (_ submissionID: Int64, _ record: [UInt8]) throws -> Void) throws {
    let noted = validators.reduce(into: [:]) { noted, validator in
      noted.merge(validator.noted) { $1 }
    }
    let filled = Set(validators.flatMap { $0.outcomes.lazy.map(\.submission) })
    for submission in submissions {
      var writer = PackWriter()
      writer.append(keys.key(of: submission))
      if filled.contains(submission), let outcome = accepted.outcome(of: submission),
        let worker = accepted.worker(of: submission)
      {
        guard !outcome.namesStranger else { continue }
        LeafRecord.write(
          outcome, of: accepted.store(of: worker), projects: accepted.projects[worker],
          noted: noted[submission] ?? [], units: batch.reference.units, into: &writer)
      }
      try body(batch.headers[submission].id, LeafRecord.bytes(of: writer))
    }
  }
}
