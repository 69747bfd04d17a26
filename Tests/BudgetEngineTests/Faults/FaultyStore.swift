import BudgetDomain
import BudgetRules
import Glibc
import Synchronization

@testable import BudgetEngine

/// A source and a sink in memory that fail, wait, or do a thing twice, wherever a seed says so.
final class FaultyStore: BudgetSource, BudgetSink {
  /// What a call that fails throws.
  struct Fault: Error, Hashable {
    let call: String
    let number: Int
  }

  /// A bug of a store, to see whether the tests would find it.
  enum Slip: CaseIterable {
    /// Years are shown one after the other, and not together.
    case showsHalf
    /// A copy that breaks off looks like one that is complete.
    case losesLines
    /// What was published is said to be there already, and the other way round.
    case liesAboutPublishing
  }

  /// What readers see.
  struct Shown {
    var id: Int64 = 0
    /// Which district it was made of.
    var version = -1
    var years: [Int: PublishedNight.Year] = [:]

    var contents: [Int: [PublishedNight.Entry]] { years.mapValues(\.content) }
    var digest: String { "\(id) of \(version)" }
  }

  private struct State {
    var random: SeededGenerator
    /// One call in so many fails; 0 for none.
    var rarity = 0
    var callCount = 0
    var faults: [Fault] = []
    var district: District
    var version = 0
    var shown = Shown()
    var unchanged: Set<FiscalYear> = []
    var records: [Int64: PublishedNight.KeptRecord] = [:]
  }

  private let state: Mutex<State>
  private let slip: Slip?

  init(_ district: District, seed: UInt64, slip: Slip? = nil) {
    state = Mutex(State(random: SeededGenerator(seed: seed), district: district))
    self.slip = slip
  }

  var shown: Shown { state.withLock { $0.shown } }
  var district: District { state.withLock { $0.district } }

  /// Puts another district in the place of the one that is filed.
  func file(_ district: District) {
    state.withLock { ($0.district, $0.version) = (district, $0.version + 1) }
  }

  /// Lets one call in so many fail from now on.
  ///
  /// - Returns: What has failed until now.
  @discardableResult
  func fail(oneIn rarity: Int) -> [Fault] {
    state.withLock { state in
      defer { (state.rarity, state.faults) = (rarity, []) }
      return state.faults
    }
  }
}

// What can go wrong with a call.
extension FaultyStore {
  private enum Way { case well, before, after, twice, later }

  private func way(of call: String) -> (Way, Fault) {
    state.withLock { state in
      state.callCount += 1
      let fault = Fault(call: call, number: state.callCount)
      guard state.rarity > 0, Int.random(in: 0..<state.rarity, using: &state.random) == 0 else {
        return (.well, fault)
      }
      let ways = [Way.before, .before, .after, .twice, .later]
      let way = ways.randomElement(using: &state.random) ?? .well
      if way == .before || way == .after { state.faults.append(fault) }
      return (way, fault)
    }
  }

  /// Makes a call, or fails before it or after it, or makes it twice, or after others have had time
  /// to go on.
  fileprivate func call<Result>(_ name: String, _ body: () throws -> Result) throws -> Result {
    let (way, fault) = way(of: name)
    switch way {
    case .well: return try body()
    case .before: throw fault
    case .after:
      _ = try body()
      throw fault
    case .twice:
      _ = try body()
      return try body()
    case .later:
      usleep(500)
      return try body()
    }
  }
}

extension FaultyStore {
  func fingerprint() throws -> InputFingerprint {
    try call("fingerprint") {
      let version = ContentDigest("\(state.withLock { $0.version })")
      return InputFingerprint(
        detection: .marks, definition: "", reference: version, whole: version)
    }
  }

  func load<Result>(_ scope: RunScope, _ body: (LoadedBatch) throws -> Result) throws -> Result {
    try call("load") {
      let (district, records) = state.withLock { ($0.district, $0.records) }
      let leaves = FaultyLeaves(leaves: MemoryLeaves(district, records), store: self)
      let batch = district.batch(workers: scope.workers, leaves: scope.isFull ? nil : leaves)
      let lines = FaultyLines(
        lines: DistrictReader(
          submissions: district.submissions.sorted { $0.id < $1.id }, workers: scope.workers,
          random: nil), store: self, losesLines: slip == .losesLines)
      return try body(batch.reading(lines))
    }
  }

  func confirmed(_ fingerprint: ContentDigest) throws -> Publication? {
    try call("confirmed") {
      let shown = shown
      return fingerprint == ContentDigest("\(shown.version)") ? publication(shown) : nil
    }
  }

  func isUpToDate(_ validated: ValidatedBatch) throws -> Bool {
    try call("isUpToDate") { state.withLock { $0.version == $0.shown.version } }
  }

  func unchangedYears(_ inputs: YearInputs, of validated: ValidatedBatch) throws
    -> Set<FiscalYear>
  {
    try call("unchangedYears") {
      state.withLock { state in
        state.unchanged = Set(
          state.shown.years.keys.map(FiscalYear.init).filter {
            state.shown.years[$0.number]?.inputs == inputs[$0]
          })
        return state.unchanged
      }
    }
  }

  func publish(_ summary: Summary, _ anomalies: [Anomaly], madeFrom inputs: YearInputs) throws
    -> Publication?
  {
    let before = shown.id
    return try call("publish") {
      var night = PublishedNight()
      try night.publish(summary, anomalies, inputs)
      let changed = try state.withLock { state in
        var shown = state.shown
        let kept = shown.years.filter { state.unchanged.contains(FiscalYear($0.key)) }
        shown.years = kept.merging(night.years) { $1 }
        shown.version = state.version
        guard shown.contents != state.shown.contents || shown.id == 0 else {
          state.shown = shown
          return shown.id > before
        }
        shown.id += 1
        if slip == .showsHalf, state.rarity > 0, let year = night.years.keys.min() {
          state.shown.years[year] = night.years[year]
          if Bool.random(using: &state.random) {
            let fault = Fault(call: "show", number: state.callCount)
            state.faults.append(fault)
            throw fault
          }
        }
        state.shown = shown
        return true
      }
      let isTold = slip == .liesAboutPublishing ? !changed : changed
      return isTold ? publication(shown) : nil
    }
  }

  func keep(_ leaves: KeptLeaves) throws {
    try call("keep") {
      try state.withLock { state in
        if leaves.isWhole { state.records = [:] }
        let rows = Dictionary(
          uniqueKeysWithValues: state.district.submissions.map { ($0.id, "\($0.rows)") })
        try leaves.forEach { id, bytes in
          state.records[id] = PublishedNight.KeptRecord(rows: rows[id] ?? "", bytes: bytes)
        }
      }
    }
  }

  private func publication(_ shown: Shown) -> Publication {
    Publication(
      id: shown.id, digest: shown.digest, years: shown.years.keys.sorted(),
      cellCount: shown.years.values.reduce(0) { $0 + $1.content.count }, submissionCount: 0,
      lineCount: 0)
  }
}

/// Lines of which a copy may break off.
private struct FaultyLines: LineReader {
  let lines: DistrictReader
  let store: FaultyStore
  let losesLines: Bool

  func read<Visitor: SubmissionVisitor>(_ makeVisitor: @Sendable () -> Visitor) throws
    -> [Visitor]
  {
    do {
      return try store.call("read") { try lines.read(makeVisitor) }
    } catch  where losesLines {
      return [makeVisitor()]
    }
  }

  func read<Visitor: SubmissionVisitor>(
    only submissions: [SubmissionIndex], _ makeVisitor: @Sendable () -> Visitor
  ) throws -> [Visitor] {
    do {
      return try store.call("read again") { try lines.read(only: submissions, makeVisitor) }
    } catch  where losesLines {
      return [makeVisitor()]
    }
  }
}

/// A cache that may fail.
private struct FaultyLeaves: LeafArchive {
  let leaves: MemoryLeaves
  let store: FaultyStore

  func read<Visitor: LeafVisitor>(_ makeVisitor: @Sendable () -> Visitor) throws -> [Visitor] {
    try store.call("read leaves") { try leaves.read(makeVisitor) }
  }
}

extension LoadedBatch {
  /// The same batch with other lines.
  fileprivate func reading(_ lines: any LineReader) -> LoadedBatch {
    LoadedBatch(
      scope: scope, reference: reference, years: years, headers: headers, figures: figures,
      lines: lines, digest: digest, state: state, recorded: recorded, booked: booked,
      compared: compared, leaves: leaves, unreadable: unreadable, explanations: explanations,
      closed: closed)
  }
}
