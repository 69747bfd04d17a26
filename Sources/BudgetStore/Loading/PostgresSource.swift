internal import BudgetDomain
internal import BudgetEngine
internal import BudgetRules
internal import PostgresClient

/// Reads submissions and reference data from PostgreSQL under one snapshot.
struct PostgresSource: BudgetSource {
  let settings: ConnectionSettings
  /// Years next to those read, as the current publication has them.
  let recorded: @Sendable (Set<FiscalYear>) throws -> [FiscalYear: RecordedYear]
  let observe: @Sendable (RunEvent) -> Void

  func load<Result>(
    _ scope: RunScope, _ body: (LoadedBatch) throws -> Result
  ) throws -> Result {
    let neighbours = scope.years.map { years in
      Set(years.flatMap { [$0.previous, $0.next] }).subtracting(years)
    }
    let recorded = try neighbours.map(recorded) ?? [:]
    let connection = try Connection(settings.named("snapshot"))
    return try connection.transaction(.repeatableRead(readOnly: true)) { connection in
      let snapshot = try connection.exportSnapshot()
      var references = ReferenceLoader()
      let formulas = try references.formulas(on: connection)
      let compared = compared(scope, formulas)
      let years = scope.years.map { $0.union(compared).map(\.number).sorted().map(String.init) }
      try connection.set("huizong.years", (years ?? []).joined(separator: ","))
      var submissions = SubmissionLoader()
      let raw = try submissions.headers(on: connection)
      let reference = try references.load(
        on: connection, submitting: Set(raw.lazy.map(\.unit)), formulas: formulas)
      let headers = raw.map { $0.header(reference.units.index(of: $0.unit) ?? 0) }
      let figures = try submissions.figures(on: connection, of: headers)
      var digest = references.digest
      digest.append(submissions.digest)
      let lines = try connection.run(.measureLines)[0]
      let isTable = try lines.bool("is_table")
      return try body(
        LoadedBatch(
          scope: scope, reference: reference,
          years: Set(headers.map(\.year)).subtracting(compared).sorted(), headers: headers,
          figures: figures,
          lines: PostgresLines(
            settings: settings, snapshot: snapshot, workers: scope.workers, headers: headers,
            pageCount: isTable && scope.years == nil ? Int(try lines.int("page_count")) : nil,
            observe: observe),
          digest: digest, recorded: recorded, compared: compared))
    }
  }

  /// The years that are read only because a formula compares a year with the one before.
  private func compared(_ scope: RunScope, _ formulas: [FormulaRow]) -> Set<FiscalYear> {
    guard let years = scope.years else { return [] }
    let looking = formulas.filter { (try? FormulaRule($0))?.looksBack ?? false }
    return Set(
      years.filter { year in looking.contains { $0.validity.contains(year) } }.map(\.previous)
    ).subtracting(years)
  }
}
