internal import BudgetDomain
internal import PostgresClient

/// Sets the volumes that readers see beside those that were just worked out: table by table, and
/// where tables differ, value by value as the views show them.
struct VolumeComparison {
  /// The views that show a table, and the table itself where a view shows only what is known of it.
  private static let views: [(view: String, tables: Set<String>)] = [
    ("summary.subject_year", ["subject_tile", "unit_total", "unit_name", "item_name"]),
    ("summary.economic_year", ["side_tile", "unit_name", "item_name"]),
    ("summary.income_year", ["side_tile"]), ("summary.project_year", ["side_tile"]),
    ("summary.figure_year", ["side_tile"]), ("summary.unit_type_year", ["unit_type_cell"]),
    ("summary.unit_indicator", ["unit_indicator"]), ("summary.elimination", ["elimination"]),
    (
      "summary.comparable_subject_year",
      ["subject_tile", "comparable_tile", "comparable_item", "comparable_unit", "unit_total"]
    ),
    ("summary.perimeter_change", ["perimeter_change"]), ("summary.coverage", ["coverage"]),
    ("store.anomaly", ["anomaly"]),
  ]

  private let published: [WrittenVolume]
  private let recomputed: [WrittenVolume]

  init(_ published: [WrittenVolume], _ recomputed: [WrittenVolume]) {
    (self.published, self.recomputed) = (published, recomputed)
  }

  /// What differs: years that only one side has, then view by view what differs in the others, and
  /// what is recorded of them.
  func differences(
    on connection: borrowing Connection
  ) throws -> VerificationReport.Listed<VerificationReport.Difference> {
    var differences = VerificationReport.Listed<VerificationReport.Difference>()
    let unequal = unequalYears
    differences.append(unequal, of: unequal.count)
    let pairs = published.compactMap { before in
      recomputed.first { $0.year == before.year }.map { (before: before, after: $0) }
    }
    var differing: [String: [FiscalYear]] = [:]
    for (before, after) in pairs {
      let rows = try connection.run(.listDifferingTables, [.int(before.id), .int(after.id)])
      for row in rows { differing[try row.text("table_name"), default: []].append(before.year) }
    }
    var told: Set<String> = []
    for (view, tables) in Self.views {
      let years = Set(tables.flatMap { differing[$0] ?? [] })
      guard !years.isEmpty else { continue }
      let count = differences.count
      try append(to: &differences, in: view, years.sorted(), of: pairs, on: connection)
      if differences.count > count { told.formUnion(tables) }
    }
    // What no view shows differs all the same.
    for (table, years) in differing.sorted(by: { $0.key < $1.key }) where !told.contains(table) {
      differences.append(years.map { Self.difference(in: "store.\(table)", $0) }, of: years.count)
    }
    let recorded = pairs.flatMap { Self.recordedDifferences($0.before, $0.after) }
    differences.append(recorded, of: recorded.count)
    return differences
  }

  private func append(
    to differences: inout VerificationReport.Listed<VerificationReport.Difference>,
    in view: String, _ differing: [FiscalYear],
    of pairs: [(before: WrittenVolume, after: WrittenVolume)], on connection: borrowing Connection
  ) throws {
    let rows = try connection.run(
      .listDifferences,
      [
        .text(view), .intArray(pairs.map { Int64($0.before.year.number) }),
        .intArray(pairs.map(\.before.id)), .intArray(pairs.map(\.after.id)),
        .intArray(differing.map { Int64($0.number) }), .int(Int64(Verification.listLimit)),
      ])
    let told = try rows.map { row in
      VerificationReport.Difference(
        view: view, place: try row.text("place"), column: try row.text("column_name"),
        published: try row.optionalText("published_value"),
        recomputed: try row.optionalText("recomputed_value"))
    }
    differences.append(told, of: try rows.first.map { Int(try $0.int("difference_count")) } ?? 0)
  }

  /// What is recorded of a year beside its tables.
  private static func recordedDifferences(
    _ before: WrittenVolume, _ after: WrittenVolume
  ) -> [VerificationReport.Difference] {
    let columns: [(name: String, value: (WrittenVolume) -> String?)] = [
      ("cell_digest", { $0.cellDigest }), ("list_digest", { $0.listDigest }),
      // Not recorded of volumes from before they were.
      ("source_digest", { before.sourceDigest == nil ? nil : $0.sourceDigest }),
      ("basis_digest", { before.basisDigest == nil ? nil : $0.basisDigest }),
      ("reported_digest", { before.reportedDigest == nil ? nil : $0.reportedDigest }),
      ("filed_digest", { before.filedDigest == nil ? nil : $0.filedDigest }),
      ("cell_count", { "\($0.cellCount)" }), ("line_count", { "\($0.lineCount)" }),
      ("submission_count", { "\($0.submissionCount)" }),
      ("total_initial_fen", { $0.total.initial.map { "\($0)" } }),
      ("total_final_fen", { $0.total.final.map { "\($0)" } }),
      ("total_actual_fen", { $0.total.actual.map { "\($0)" } }),
    ]
    return columns.compactMap { name, value in
      VerificationReport.Difference(
        in: "control.volume", at: "{\"fiscal_year\": \(before.year)}", name,
        published: value(before), recomputed: value(after))
    }
  }

  private static func difference(
    in table: String, _ year: FiscalYear
  ) -> VerificationReport.Difference {
    VerificationReport.Difference(
      view: table, place: "{\"fiscal_year\": \(year)}", column: "*", published: nil,
      recomputed: nil)
  }

  /// A year that only one side has.
  private var unequalYears: [VerificationReport.Difference] {
    let (before, after) = (Set(published.map(\.year)), Set(recomputed.map(\.year)))
    return before.symmetricDifference(after).sorted().map { year in
      VerificationReport.Difference(
        view: "summary.publication", place: "{\"fiscal_year\": \(year)}", column: "*",
        published: before.contains(year) ? "\(year)" : nil,
        recomputed: after.contains(year) ? "\(year)" : nil)
    }
  }
}
