internal import BudgetDomain
internal import BudgetEngine
internal import PostgresClient
import Synchronization

/// The leaf cache in the database (`control.leaf`).
///
/// What was made of a submission is trusted while its version is the same, the tables of `intake`
/// are defined as they were, and the program is the same: see `SubmissionVersions`.
struct PostgresLeaves: LeafArchive {
  let settings: ConnectionSettings
  let workers: Int
  let input: InputState
  let origin: Int64

  /// - Returns: nil where changes of submissions might leave no trace.
  init?(
    _ settings: ConnectionSettings, workers: Int, of input: InputState, program: String
  ) {
    guard input.fingerprint.detection.isTrusted else { return nil }
    self.settings = settings
    self.workers = workers
    self.input = input
    origin = Self.origin(of: input, program)
  }

  /// The program, and how the relations of the input are defined, as one number.
  private static func origin(of input: InputState, _ program: String) -> Int64 {
    var origin = ContentDigest(program)
    origin.append(ContentDigest(input.fingerprint.definition))
    return origin.word
  }

  private static let submissionsPerRange = 4000

  func read<Visitor: LeafVisitor>(_ makeVisitor: @Sendable () -> Visitor) throws -> [Visitor] {
    let ids = input.submissions.ids
    let ranges = stride(from: 0, to: ids.count, by: Self.submissionsPerRange).map { start in
      let end = start + Self.submissionsPerRange
      return ids[start]..<(end < ids.count ? ids[end] : .max)
    }
    let queue = Mutex(ranges[...])
    return try shardedMap(Array(0..<workers), workers: workers) { worker in
      let connection = try Connection(settings.named("leaves-\(worker)"))
      try connection.set("huizong.origin", String(origin))
      var visitor = makeVisitor()
      while let range = queue.withLock({ $0.popFirst() }) {
        try RunCancellation.check()
        try read(range, over: connection, into: &visitor)
      }
      return visitor
    }
  }

  private func read(
    _ range: Range<Int64>, over connection: borrowing Connection,
    into visitor: inout some LeafVisitor
  ) throws {
    try connection.set("huizong.first_leaf", String(range.lowerBound))
    try connection.set("huizong.end_leaf", String(range.upperBound))
    try connection.copyOut(.copyLeaves) { reader in
      var row = BinaryRow()
      while try reader.nextRow(&row) {
        guard let id = try row.int64(), let version = try row.int64(),
          let record = try row.field(), input.submissions[id] == version
        else { continue }
        visitor.visit(id, record)
      }
    }
  }

  /// Keeps what a run has made, in one transaction with what `connection` does besides.
  func write(_ leaves: KeptLeaves, on connection: borrowing Connection) throws {
    if leaves.isWhole {
      try connection.run(.clearLeaves)
    } else {
      try connection.run(.deleteLeaves, [.intArray(leaves.submissionIDs)])
    }
    try connection.copyIn(.writeLeaves) { writer in
      try leaves.forEach { id, record in
        guard let version = input.submissions[id] else { return }
        try writer.beginRow(fieldCount: 4)
        try writer.append(int64: id)
        try writer.append(int64: version)
        try writer.append(int64: origin)
        try writer.append(bytea: record)
      }
    }
  }
}
