import BudgetDomain

/// Takes back what earlier runs made of submissions, where everything that went into it is as it
/// was.
struct LeafRestorer: LeafVisitor {
  private(set) var validator: Validator
  /// The submissions without lines.
  private(set) var empty: [SubmissionIndex] = []
  private let keys: LeafKeys
  private let context: ValidationContext

  init(_ context: ValidationContext, _ keys: LeafKeys) {
    validator = Validator(context)
    self.context = context
    self.keys = keys
  }

  mutating func visit(_ submissionID: Int64, _ record: UnsafeRawBufferPointer) {
    let headers = context.batch.headers
    guard let submission = headers.place(ofID: submissionID),
      context.effective.isEffective(submission, headers[submission])
    else { return }
    do {
      var reader = try LeafRecord.reader(of: record)
      let key: ContentDigest = try reader.value()
      guard key == keys.key(of: submission) else { return }
      if reader.isAtEnd {
        empty.append(submission)
      } else {
        try validator.restore(submission, from: &reader)
      }
    } catch {
      // What cannot be taken back is read again, as if it had never been kept.
    }
  }
}

extension ValidationContext {
  /// What was made of the submissions that count: taken back where it can be, else made now.
  struct Reading {
    /// Later ones replace what earlier ones say.
    let validators: [Validator]
    /// How many of the first validators have only taken back.
    let restoredCount: Int
    /// The submissions that were read, as far as they have lines; nil for all.
    let made: [SubmissionIndex]?

    /// How many submissions were read, and how many lines they have.
    var count: (submissions: Int, lines: Int) {
      let lines = validators.dropFirst(restoredCount).reduce(into: [SubmissionIndex: Int]()) {
        for outcome in $1.outcomes { $0[outcome.submission] = outcome.lineCount }
      }
      return (lines.count, lines.values.reduce(0, +))
    }
  }

  /// Has every submission that counts judged, or what was made of it taken back.
  func read(_ keys: LeafKeys) throws -> Reading {
    guard let archive = batch.leaves else { return try readAll() }
    let restorers = try archive.read { LeafRestorer(self, keys) }
    var isKnown = [Bool](repeating: false, count: batch.headers.count)
    for restorer in restorers {
      for submission in restorer.empty { isKnown[submission] = true }
      for outcome in restorer.validator.outcomes { isKnown[outcome.submission] = true }
    }
    let unknown = counted.filter { !isKnown[$0] }
    guard unknown.count * Self.leastReadAtOnce <= counted.count else { return try readAll() }
    let read = unknown.isEmpty ? [] : try batch.lines.read(only: unknown) { Validator(self) }
    return Reading(
      validators: restorers.map(\.validator) + read, restoredCount: restorers.count,
      made: unknown)
  }

  /// The submissions that count.
  var counted: [SubmissionIndex] {
    batch.headers.indices.filter { effective.isEffective($0, batch.headers[$0]) }
  }

  private func readAll() throws -> Reading {
    Reading(
      validators: try batch.lines.read { Validator(self) }, restoredCount: 0, made: nil)
  }

  /// Of a quarter of all and more it is cheaper to read all pages than to look them up one by one.
  private static let leastReadAtOnce = 4
}
