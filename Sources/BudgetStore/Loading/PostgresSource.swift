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
  let observe: @Sendable (RunEvent) -> Void

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
          digest: digest, recorded: recorded, booked: booked ?? [:], compared: compared,
          unreadable: unreadable,
          explanations: explanations))
    }
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
