internal import BudgetDomain
internal import BudgetEngine
internal import PostgresClient
import Synchronization

/// Reads the lines of a batch over several connections that share one snapshot.
///
/// A table is read in page ranges, which costs no more than a bare copy; a view, or a few years of
/// a table, by lists of submissions. What turns out to lie scattered over ranges is read again by
/// list, under the same snapshot, so the result never depends on the physical order.
struct PostgresLines: LineReader {
  let settings: ConnectionSettings
  let snapshot: SnapshotID
  let workers: Int
  let headers: [SubmissionHeader]
  /// The pages of `intake.line`; nil where it is to be read by submission.
  let pageCount: Int?
  let observe: @Sendable (RunEvent) -> Void

  /// About 16 MB of pages: long enough to stream, short enough to share out evenly.
  private static let pagesPerRange = 2048
  private static let submissionsPerList = 500

  /// The lines of other submissions under the same snapshot, read by submission.
  func only(of headers: [SubmissionHeader]) -> PostgresLines {
    PostgresLines(
      settings: settings, snapshot: snapshot, workers: workers, headers: headers, pageCount: nil,
      observe: observe)
  }

  func read<Visitor: SubmissionVisitor>(
    _ makeVisitor: @Sendable () -> Visitor
  ) throws -> [Visitor] {
    let places = Dictionary(
      uniqueKeysWithValues: headers.enumerated().map { ($1.id, $0) })
    let all = headers.map(\.id)
    let progress = Progress(total: all.count, observe)
    guard let pageCount else {
      return try collect(Self.lists(of: all), places, progress, makeVisitor).visitors
    }
    guard let first = try collectPages(pageCount, places, progress, makeVisitor) else {
      let anew = Progress(total: all.count, observe)
      return try collect(Self.lists(of: all), places, anew, makeVisitor).visitors
    }
    let scattered = first.scattered.map { headers[$0].id }
    guard !scattered.isEmpty else { return first.visitors }
    let again = try collect(Self.lists(of: scattered.sorted()), places, progress, makeVisitor)
    return first.visitors + again.visitors
  }

  func read<Visitor: SubmissionVisitor>(
    only submissions: [SubmissionIndex], _ makeVisitor: @Sendable () -> Visitor
  ) throws -> [Visitor] {
    let places = Dictionary(uniqueKeysWithValues: submissions.map { (headers[$0].id, $0) })
    let ids = Self.lists(of: places.keys.sorted())
    // What has been counted once is not counted again.
    let progress = Progress(total: 0) { _ in }
    return try collect(ids, places, progress, makeVisitor).visitors
  }

  /// Reads by pages; nil where the rows turn out to lie in no order worth the name, so that
  /// reading by submission is cheaper than mending.
  private func collectPages<Visitor: SubmissionVisitor>(
    _ pageCount: Int, _ places: [Int64: SubmissionIndex], _ progress: Progress,
    _ makeVisitor: @Sendable () -> Visitor
  ) throws -> (visitors: [Visitor], scattered: [SubmissionIndex])? {
    do {
      return try collect(ranges(of: pageCount), places, progress, makeVisitor)
    } catch is RowsAreShuffled {
      return nil
    }
  }

  /// A piece of work for one copy.
  private enum Piece: Sendable {
    case pages(Range<Int>)
    case submissions([Int64])
  }

  private func ranges(of pageCount: Int) -> [Piece] {
    let size = max(1, min(Self.pagesPerRange, pageCount / (workers * 4) + 1))
    return stride(from: 0, to: pageCount, by: size).map {
      .pages($0..<min($0 + size, pageCount))
    }
  }

  private static func lists(of ids: [Int64]) -> [Piece] {
    stride(from: 0, to: ids.count, by: submissionsPerList).map {
      .submissions(Array(ids[$0..<min($0 + submissionsPerList, ids.count)]))
    }
  }

  private func collect<Visitor: SubmissionVisitor>(
    _ pieces: [Piece], _ places: [Int64: SubmissionIndex], _ progress: Progress,
    _ makeVisitor: @Sendable () -> Visitor
  ) throws -> (visitors: [Visitor], scattered: [SubmissionIndex]) {
    let queue = Mutex(pieces[...])
    let collectors = try shardedMap(Array(0..<workers), workers: workers) { worker in
      let connection = try Connection(settings.named("load-\(worker)"))
      return try connection.transaction(.importing(snapshot)) { connection in
        var collector = SubmissionCollector(
          places: places, submissionCount: headers.count, visitor: makeVisitor()
        ) { progress.add(lines: $1, submissions: $0) }
        while let piece = queue.withLock({ $0.popFirst() }) {
          try RunCancellation.check()
          try Failpoint.lines.around { try take(piece, over: connection, into: &collector) }
        }
        return (
          beginnings: collector.beginnings, cutOff: collector.cutOff, visitor: collector.result()
        )
      }
    }
    let scattered = headers.indices.filter { submission in
      collectors.reduce(0) { $0 + $1.beginnings[submission] } > 1
        || collectors.contains { $0.cutOff.contains(submission) }
    }
    return (collectors.map(\.visitor), scattered)
  }

  private func take<Visitor: SubmissionVisitor>(
    _ piece: Piece, over connection: borrowing Connection,
    into collector: inout SubmissionCollector<Visitor>
  ) throws {
    switch piece {
    case .pages(let pages):
      try connection.set("huizong.first_page", "(\(pages.lowerBound),0)")
      try connection.set("huizong.end_page", "(\(pages.upperBound),0)")
      try connection.copyOut(.copyLinePages) { try collector.take(&$0, mayCutOff: true) }
    case .submissions(let ids):
      try connection.set("huizong.submissions", ids.map(String.init).joined(separator: ","))
      try connection.copyOut(.copySubmissionLines) { try collector.take(&$0, mayCutOff: false) }
    }
  }
}

/// Tells an observer how far reading has come.
private final class Progress: Sendable {
  private let sums = Mutex((submissions: 0, lines: 0))
  private let total: Int
  private let observe: @Sendable (RunEvent) -> Void

  init(total: Int, _ observe: @escaping @Sendable (RunEvent) -> Void) {
    self.total = total
    self.observe = observe
  }

  func add(lines count: Int, submissions: Int) {
    let sums = sums.withLock { sums in
      sums.submissions += submissions
      sums.lines += count
      return sums
    }
    observe(
      .progress(
        submissions: sums.submissions, lines: sums.lines, totalSubmissions: total))
  }
}

extension Connection {
  /// Hands a value to a COPY statement, which takes no parameters.
  borrowing func set(_ name: String, _ value: String) throws {
    try run(.setSessionValue, [.text(name), .text(value)])
  }
}

extension ConnectionSettings {
  /// The same settings with the worker's name, which shows in `pg_stat_activity`.
  func named(_ part: String) -> ConnectionSettings {
    var settings = self
    settings.applicationName = "\(applicationName)/\(part)"
    return settings
  }
}
