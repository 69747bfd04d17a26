internal import BudgetDomain
internal import BudgetEngine
internal import PostgresClient

extension TransferRow {
  /// The values that the publication's digest covers: all of them but the year.
  var values: [String?] {
    [
      payer, payee, code, fund.name, measure.name, payerFen.map(String.init),
      payeeFen.map(String.init), String(eliminatedFen), String(residualFen), cause?.rawValue,
      detail, at,
    ]
  }

  /// Reads a row of `store.elimination`; nil for one that no program wrote.
  init?(_ row: inout BinaryRow, year: FiscalYear) throws(PostgresError) {
    let (payer, payee) = (try row.text() ?? "", try row.text() ?? "")
    let code = try row.text() ?? ""
    let (fund, measure) = (try row.text() ?? "", try row.text() ?? "")
    let (payerFen, payeeFen) = (try row.int64(), try row.int64())
    let (eliminatedFen, residualFen) = (try row.int64() ?? 0, try row.int64() ?? 0)
    let (cause, detail, at) = (try row.text(), try row.text(), try row.text())
    guard let fund = FundType(name: fund),
      let measure = Measure.allCases.first(where: { $0.name == measure })
    else { return nil }
    self.init(
      year: year, payer: payer, payee: payee, code: code, fund: fund, measure: measure,
      payerFen: payerFen, payeeFen: payeeFen, eliminatedFen: eliminatedFen,
      residualFen: residualFen, cause: cause.flatMap { ResidualCause(rawValue: $0) },
      detail: detail, at: at)
  }
}

extension EliminationPart {
  /// Reads a row of `store.elimination_part`; nil for one that no program wrote.
  init?(_ row: inout BinaryRow) throws(PostgresError) {
    let (payer, payee) = (try row.text() ?? "", try row.text() ?? "")
    let (at, code) = (try row.text() ?? "", try row.text() ?? "")
    let (fund, kind) = (try row.text() ?? "", try row.text() ?? "")
    let (measure, fen) = (try row.text() ?? "", try row.int64() ?? 0)
    guard let code = SubjectCode(code), let fund = FundType(name: fund),
      let kind = ExpenditureKind.allCases.first(where: { $0.name == kind }),
      let measure = Measure.allCases.first(where: { $0.name == measure })
    else { return nil }
    self.init(
      payer: payer, payee: payee, at: at, code: code, fund: fund, kind: kind, measure: measure,
      fen: fen)
  }
}

extension Connection {
  /// Writes what was taken out of sums into the volume that the search path names first. The cells
  /// say it too, so their fingerprint is enough.
  borrowing func write(_ parts: [EliminationPart]) throws {
    guard !parts.isEmpty else { return }
    try copyIn(.copyEliminationParts) { writer in
      for part in parts {
        try writer.beginRow(fieldCount: 8)
        for text in [
          part.payer, part.payee, part.at, part.code.description, part.fund.name, part.kind.name,
          part.measure.name,
        ] { try writer.append(text: text) }
        try writer.append(int64: part.fen)
      }
    }
  }

  /// Writes what units paid each other into the volume that the search path names first.
  borrowing func write(_ transfers: [TransferRow], into digest: inout CellDigest) throws {
    guard !transfers.isEmpty else { return }
    try copyIn(.copyEliminations) { writer in
      for row in transfers {
        digest.add(row.values)
        try writer.beginRow(fieldCount: 12)
        for text in [row.payer, row.payee, row.code, row.fund.name, row.measure.name] {
          try writer.append(text: text)
        }
        for fen in [row.payerFen, row.payeeFen, row.eliminatedFen, row.residualFen] {
          try writer.append(int64: fen)
        }
        for text in [row.cause?.rawValue, row.detail, row.at] { try writer.append(text: text) }
      }
    }
  }
}
