internal import BudgetDomain
internal import BudgetEngine
internal import PostgresClient

/// Reads submissions and reference data from PostgreSQL under one snapshot.
struct PostgresSource: BudgetSource {
  let settings: ConnectionSettings
  /// The program whose leaf cache a night may trust; nil where everything is to be read.
  let program: String?
  /// The program that closed years are worked out with once more, where it has made them and
  /// nothing else has changed; nil where all of them are taken as they are recorded.
  let proves: String?
  let observe: @Sendable (RunEvent) -> Void
  private let published: RecordedYearReader

  /// A source that knows published years from the current publication.
  init(
    settings: ConnectionSettings, program: String? = nil, proves: String? = nil,
    observe: @escaping @Sendable (RunEvent) -> Void
  ) {
    self.settings = settings
    self.program = program
    self.proves = proves
    self.observe = observe
    published = RecordedYearReader(settings: settings)
  }

  func fingerprint() throws -> InputFingerprint {
    let connection = try Connection(settings.named("snapshot"))
    return try Failpoint.fingerprint.around {
      try connection.transaction(.repeatableRead(readOnly: true)) { connection in
        var references = ReferenceLoader()
        _ = try references.load(on: connection, submitting: [])
        return try fingerprint(with: references.digest, on: connection)
      }
    }
  }

  /// - Parameter reference: The fingerprint of the reference data.
  private func fingerprint(
    with reference: ContentDigest, on connection: borrowing Connection
  ) throws -> InputFingerprint {
    let row = try connection.run(.fingerprintSubmissions)[0]
    var whole = ContentDigest(try row.text("fingerprint"))
    whole.append(reference)
    for closing in try ClosedVolume.list(on: connection) { whole.append(closing.closingID) }
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
    try Failpoint.load.around {
      let connection = try Connection(settings.named("snapshot"))
      return try connection.whileInputStays {
        try loadUnderOneSnapshot(scope, on: connection, body)
      }
    }
  }

  private func loadUnderOneSnapshot<Result>(
    _ scope: RunScope, on connection: borrowing Connection,
    _ body: (LoadedBatch) throws -> Result
  ) throws -> Result {
    try connection.transaction(.repeatableRead(readOnly: true)) { connection in
      let snapshot = try Failpoint.snapshot.around { try connection.exportSnapshot() }
      let books = try ClosedBooks(on: connection, trustsMarks: scope.trustsMarks)
      let isAlone = scope.years == nil && books.closings.isEmpty
      let volumes = isAlone ? [:] : try published.volumes(besides: books.closings)
      let compared = yearsBeside(scope, volumes)
      let years = scope.years.map { $0.union(compared).map(\.number).sorted().map(String.init) }
      try connection.set("huizong.years", (years ?? []).joined(separator: ","))
      var submissions = SubmissionLoader()
      let raw = try Failpoint.heads.around { try submissions.headers(on: connection) }
      var references = ReferenceLoader()
      let reference = try references.load(
        on: connection, submitting: Set(raw.lazy.map(\.unit)).union(books.units))
      let standing = books.standing(scope.years == nil ? proves : nil, references.digest)
      let heads = raw.map { $0.head(reference.units.index(of: $0.unit) ?? 0) }
      let present = heads.compactMap(\.header)
      let headers = present.map { books.head($0, standing) }
      let unreadable = heads.compactMap(\.unreadable)
      let figures = try submissions.figures(on: connection, of: headers)
      let explanations = try submissions.explanations(on: connection, of: headers)
      var digest = references.digest
      digest.append(submissions.digest)
      if !books.closings.isEmpty { digest.append(books.digest) }
      let state = try state(with: references.digest, on: connection)
      let recorded = try recorded(scope, standing, volumes)
      let lines = PostgresLines(
        settings: settings, snapshot: snapshot, workers: scope.workers, headers: headers,
        pageCount: try pageCount(scope, on: connection), observe: observe)
      let later =
        isAlone || scope.years != nil ? nil : present.filter { standing.contains($0.year) }
      return try body(
        LoadedBatch(
          scope: scope, reference: reference,
          years: Set(headers.map(\.year) + unreadable.map(\.year)).subtracting(compared).sorted(),
          headers: headers, figures: figures, lines: lines, digest: digest, state: state,
          recorded: recorded.years, booked: recorded.booked, compared: compared,
          leaves: leaves(scope, state), unreadable: unreadable, explanations: explanations,
          closed: books.years(standing, reference.units, present: later, lines),
          reread: { [published] year in
            try published.read(volumes.filter { $0.key == year })[year]
          }))
    }
  }

  /// The pages of `intake.line`; nil where it is to be read by submission.
  ///
  /// - Throws: `StoreError` of kind `tooLittleMemory` where all of them are too many.
  private func pageCount(
    _ scope: RunScope, on connection: borrowing Connection
  ) throws -> Int? {
    let lines = try connection.run(.measureLines)[0]
    let isTable = try lines.bool("is_table")
    // Of single years nobody counts the lines; the program itself needs room all the same.
    let count = scope.years == nil ? try lines.optionalInt("line_count") : nil
    try MemoryNeed(lineCount: Int(count ?? 0)).expectRoom()
    return isTable && scope.years == nil ? Int(try lines.int("page_count")) : nil
  }

  /// Published years that are not worked out: those next to the years asked for, or all that are
  /// closed; and the codes that hold money in every one that is not read.
  private func recorded(
    _ scope: RunScope, _ standing: Set<FiscalYear>, _ volumes: [FiscalYear: Int64]
  ) throws -> (years: [FiscalYear: RecordedYear], booked: [FiscalYear: Set<BookedCode>]) {
    guard let years = scope.years else {
      let closed = volumes.filter { standing.contains($0.key) }
      // What no open year stands beside is shown as it is; years of cells would fill the memory.
      let far = standing.filter { standing.contains($0.next) }
      return (
        try published.read(closed, withoutCells: far), try published.bookedCodes(closed)
      )
    }
    let neighbours = Set(years.flatMap { [$0.previous, $0.next] })
    let others = volumes.filter { !years.contains($0.key) }
    return (
      try published.read(others.filter { neighbours.contains($0.key) }),
      try published.bookedCodes(others)
    )
  }

  /// What earlier nights made of submissions; nothing for a run that somebody asked for.
  private func leaves(_ scope: RunScope, _ state: InputState) -> PostgresLeaves? {
    guard scope.trustsMarks, let program else { return nil }
    return PostgresLeaves(settings, workers: scope.workers, of: state, program: program)
  }

  /// The years that those asked for are compared with, and published ones that are compared with
  /// those asked for.
  private func yearsBeside(_ scope: RunScope, _ volumes: [FiscalYear: Int64])
    -> Set<FiscalYear>
  {
    guard let years = scope.years else { return [] }
    return Set(years.map(\.previous))
      .union(years.lazy.map(\.next).filter { volumes[$0] != nil }).subtracting(years)
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
