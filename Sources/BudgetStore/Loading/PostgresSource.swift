internal import BudgetDomain
internal import BudgetEngine
internal import PostgresClient

/// Reads submissions and reference data from PostgreSQL under one snapshot.
struct PostgresSource: BudgetSource {
  let settings: ConnectionSettings
  /// Years next to those read, as the current publication has them.
  let recorded: @Sendable (Set<FiscalYear>) throws -> [FiscalYear: RecordedYear]
  /// The codes that hold money in each year of the current publication.
  let booked: @Sendable () throws -> [FiscalYear: Set<BookedCode>]
  /// The program whose leaf cache a night may trust; nil where everything is to be read.
  let program: String?
  let observe: @Sendable (RunEvent) -> Void

  /// A source that knows published years from the current publication.
  init(
    settings: ConnectionSettings, program: String? = nil,
    observe: @escaping @Sendable (RunEvent) -> Void
  ) {
    let reader = RecordedYearReader(settings: settings)
    self.settings = settings
    self.program = program
    recorded = { try reader.read($0) }
    booked = { try reader.bookedCodes() }
    self.observe = observe
  }

  func fingerprint() throws -> InputFingerprint {
    let connection = try Connection(settings.named("snapshot"))
    return try connection.transaction(.repeatableRead(readOnly: true)) { connection in
      var references = ReferenceLoader()
      _ = try references.load(on: connection, submitting: [])
      return try fingerprint(with: references.digest, on: connection)
    }
  }

  /// - Parameter reference: The fingerprint of the reference data.
  private func fingerprint(
    with reference: ContentDigest, on connection: borrowing Connection
  ) throws -> InputFingerprint {
    let row = try connection.run(.fingerprintSubmissions)[0]
    var whole = ContentDigest(try row.text("fingerprint"))
    whole.append(reference)
    return InputFingerprint(
      detection: try ChangeDetection(row), definition: try row.text("definition"),
      reference: reference, whole: whole)
  }

  /// - Parameter reference: The fingerprint of the reference data.
  private func state(
    with reference: ContentDigest, on connection: borrowing Connection
  ) throws -> InputState {
    var submissions = SubmissionVersions()
    try connection.copyOut(.copySubmissionVersions) { reader in
      var row = BinaryRow()
      while try reader.nextRow(&row) {
        submissions.append(
          try row.int64() ?? 0, year: Int64(try row.int32() ?? 0), version: try row.int64() ?? 0)
      }
    }
    return InputState(
      fingerprint: try fingerprint(with: reference, on: connection), submissions: submissions)
  }

  func load<Result>(
    _ scope: RunScope, _ body: (LoadedBatch) throws -> Result
  ) throws -> Result {
    let neighbours = scope.years.map { years in
      Set(years.flatMap { [$0.previous, $0.next] }).subtracting(years)
    }
    let recorded = try neighbours.map(recorded) ?? [:]
    let booked = try scope.years.map { years in try self.booked().filter { !years.contains($0.key) }
    }
    let connection = try Connection(settings.named("snapshot"))
    return try connection.transaction(.repeatableRead(readOnly: true)) { connection in
      let snapshot = try connection.exportSnapshot()
      var references = ReferenceLoader()
      let compared = yearsBeside(scope, recorded)
      let years = scope.years.map { $0.union(compared).map(\.number).sorted().map(String.init) }
      try connection.set("huizong.years", (years ?? []).joined(separator: ","))
      var submissions = SubmissionLoader()
      let raw = try submissions.headers(on: connection)
      let reference = try references.load(
        on: connection, submitting: Set(raw.lazy.map(\.unit)))
      let heads = raw.map { $0.head(reference.units.index(of: $0.unit) ?? 0) }
      let headers = heads.compactMap(\.header)
      let unreadable = heads.compactMap(\.unreadable)
      let figures = try submissions.figures(on: connection, of: headers)
      let explanations = try submissions.explanations(on: connection, of: headers)
      var digest = references.digest
      digest.append(submissions.digest)
      let lines = try connection.run(.measureLines)[0]
      let isTable = try lines.bool("is_table")
      let state = try state(with: references.digest, on: connection)
      return try body(
        LoadedBatch(
          scope: scope, reference: reference,
          years: Set(headers.map(\.year) + unreadable.map(\.year)).subtracting(compared).sorted(),
          headers: headers,
          figures: figures,
          lines: PostgresLines(
            settings: settings, snapshot: snapshot, workers: scope.workers, headers: headers,
            pageCount: isTable && scope.years == nil ? Int(try lines.int("page_count")) : nil,
            observe: observe),
          digest: digest, state: state,
          recorded: recorded, booked: booked ?? [:], compared: compared,
          leaves: leaves(scope, state),
          unreadable: unreadable,
          explanations: explanations))
    }
  }

  /// What earlier nights made of submissions; nothing for a run that somebody asked for.
  private func leaves(_ scope: RunScope, _ state: InputState) -> PostgresLeaves? {
    guard scope.trustsMarks, let program else { return nil }
    return PostgresLeaves(settings, workers: scope.workers, of: state, program: program)
  }

  /// The years that those asked for are compared with, and published ones that are compared with
  /// those asked for.
  private func yearsBeside(_ scope: RunScope, _ recorded: [FiscalYear: RecordedYear])
    -> Set<FiscalYear>
  {
    guard let years = scope.years else { return [] }
    return Set(years.map(\.previous))
      .union(years.lazy.map(\.next).filter { recorded[$0] != nil }).subtracting(years)
  }
}

extension ChangeDetection {
  /// - Parameter row: Has the columns `detection` and `doubts`, a list.
  init(_ row: Row) throws(PostgresError) {
    switch try row.text("detection") {
    case "marks": self = .marks
    case "heads": self = .heads
    default:
      self = .everything(doubts: try row.text("doubts").split(separator: " ").map(String.init))
    }
  }
}
