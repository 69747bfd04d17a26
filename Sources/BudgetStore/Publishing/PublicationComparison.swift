internal import BudgetDomain
internal import PostgresClient

/// Sets what is recorded of the current publication, its digest, counts and totals, beside those of
/// volumes some or all of which were just worked out.
struct PublicationComparison {
  private let volumes: [WrittenVolume]

  /// - Parameter volumes: One for each year, ascending.
  init(_ volumes: [WrittenVolume]) {
    self.volumes = volumes
  }

  /// What differs, a column at a time.
  func differences(
    on connection: borrowing Connection
  ) throws -> [VerificationReport.Difference] {
    guard
      let row = try connection.run(.readPublicationRecord, [.intArray(volumes.map(\.id))]).first
    else { return [] }
    let id = try row.int("publication_id")
    let place = "{\"publication_id\": \(id)}"
    let expected: [(column: String, value: String?)] = [
      ("digest", volumes.publicationDigest.description),
      ("cell_count", sum(\.cellCount)), ("line_count", sum(\.lineCount)),
      ("submission_count", sum(\.submissionCount)),
      ("coverage_count", try row.text("coverage_row_count")),
      ("anomaly_count", try row.text("anomaly_row_count")),
      ("total_initial_fen", total(\.initial)), ("total_final_fen", total(\.final)),
      ("total_actual_fen", total(\.actual)),
    ]
    return try expected.compactMap { column, value in
      VerificationReport.Difference(
        in: "control.publication", at: place, column,
        published: try row.optionalText(column), recomputed: value)
    }
  }

  private func sum(_ count: (WrittenVolume) -> Int) -> String {
    String(volumes.reduce(0) { $0 + count($1) })
  }

  /// Null where nobody states the measure; years together may exceed what one can hold.
  private func total(_ measure: (BudgetFigures<Int64?>) -> Int64?) -> String? {
    let stated = volumes.compactMap { measure($0.total) }
    return stated.isEmpty ? nil : "\(stated.reduce(Int128(0)) { $0 + Int128($1) })"
  }
}

extension [WrittenVolume] {
  /// The digest of a publication of these volumes, which are in the order of their years.
  var publicationDigest: ContentDigest {
    reduce(into: ContentDigest()) { digest, volume in
      digest.append(Int64(volume.year.number))
      digest.append(ContentDigest(volume.cellDigest))
      digest.append(ContentDigest(volume.listDigest))
    }
  }
}

extension VerificationReport.Difference {
  /// A recorded value that is not what it should be; nil where it is.
  init?(
    in table: String, at place: String, _ column: String, published: String?, recomputed: String?
  ) {
    guard published != recomputed else { return nil }
    self.init(
      view: table, place: place, column: column, published: published, recomputed: recomputed)
  }
}
