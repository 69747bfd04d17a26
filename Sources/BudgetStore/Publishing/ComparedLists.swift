internal import BudgetDomain
internal import BudgetEngine
internal import PostgresClient

/// What a year says beside the one before, apart from cells: the indicators, what units paid each
/// other and why not all of it was eliminated, and the anomalies of some rules. A year is published
/// with new ones whenever the year before is, read or not, so their fingerprint goes with the
/// cells' and not with that of the lists, which are repeated.
struct ComparedLists {
  private let indicators: [UnitIndicators.Row]
  private let transfers: [TransferRow]
  private let anomalies: [Anomaly]
  /// The anomalies of the year that are not among these.
  let otherAnomalies: [Anomaly]

  init(
    _ indicators: UnitIndicators, _ anomalies: [Anomaly], in year: FiscalYear, of summary: Summary
  ) {
    transfers = summary.transfers(in: year)
    self.indicators = indicators.rows
    let rules = summary.validated.comparingRules(in: year)
    let own = anomalies.filter { $0.place.year == year }
    self.anomalies = own.filter { rules.contains($0.rule) }
    otherAnomalies = own.filter { !rules.contains($0.rule) }
  }

  /// Writes them into the volume that the search path of `connection` names first.
  func write(on connection: borrowing Connection, into digest: inout CellDigest) throws {
    try connection.copyIn(.copyUnitIndicators) { writer in
      for row in indicators {
        digest.add([
          row.unit, row.indicator.rawValue, String(row.ratio.numerator),
          String(row.ratio.denominator), row.band,
        ])
        try writer.beginRow(fieldCount: 5)
        try writer.append(text: row.unit)
        try writer.append(text: row.indicator.rawValue)
        try writer.append(int64: row.ratio.numerator)
        try writer.append(int64: row.ratio.denominator)
        try writer.append(text: row.band)
      }
    }
    try connection.write(transfers, into: &digest)
    try connection.write(anomalies, into: &digest)
  }
}

extension Connection {
  /// Writes anomalies into the volume that the search path names first.
  borrowing func write(_ anomalies: [Anomaly], into digest: inout CellDigest) throws {
    try copyIn(.copyAnomalies) { writer in
      for anomaly in anomalies {
        let row = AnomalyRow(anomaly)
        digest.add(row.values)
        var csv = row.csv
        try csv.withUTF8 { try writer.append(raw: UnsafeRawBufferPointer($0)) }
      }
    }
  }
}
