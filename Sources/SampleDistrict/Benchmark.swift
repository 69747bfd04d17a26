import BudgetDomain

/// Lines for measuring: ten years of final accounts of many units, streamed in constant memory.
///
/// One account has 62 or 63 functional rows (62.5 on average, hence 625 a unit over ten years): a
/// grand total, six class totals, and four rows for each of about fourteen items. What happens
/// across years and units is asked for by `AcrossParts`; it leaves the number and the amounts of
/// these rows as they are, but for what was paid to others and for a class more in some years.
struct Benchmark {
  private let years: ClosedRange<Int>
  private let seed: UInt64
  private let parts: AcrossParts
  private let units: BenchmarkUnits
  private let transfers: BenchmarkTransfers

  private static let linesPerUnit = 625

  /// - Parameter lines: Rows to write, rounded down to whole units of 625, at least one.
  init(lines: Int, lastYear: Int, seed: UInt64, across parts: AcrossParts) {
    let count = max(1, lines / Self.linesPerUnit)
    years = (lastYear - 9)...lastYear
    self.seed = seed
    self.parts = parts
    units = BenchmarkUnits(count, years, parts)
    transfers = BenchmarkTransfers(count, seed: seed, parts)
  }

  /// Writes unit.csv, submission.csv and line.csv, and what the parts need beside them.
  func write(to directory: String) throws(SampleError) -> SampleReceipt {
    var files = try units.write(to: directory)
    if parts.contains(.crosswalk) { files += try BenchmarkCodes.write(to: directory) }
    if parts.contains(.transfers) {
      files.append(try ImportFiles(directory: directory).write(registered()))
    }
    files.append(try writeSubmissions(directory))
    files.append(try writeLines(directory))
    return SampleReceipt(files: files)
  }

  private func registered() -> [RegisteredTransfer] {
    years.flatMap { year in
      let plans = BenchmarkPlans(year, parts)
      return (0..<units.count).flatMap { index in
        guard let payment = transfers.payment(of: index, in: year) else {
          return [RegisteredTransfer]()
        }
        return transfers.registered(
          payment, from: units.code(index, in: year), to: units.code(payment.payee, in: year),
          in: year
        ) { plans[index].rows[$0].code }
      }
    }
  }

  private func writeSubmissions(_ directory: String) throws(SampleError) -> SampleReceipt.File {
    var file = try CSVFile(
      directory + "/submission.csv",
      header: [
        "submission_id", "unit_code", "fiscal_year", "kind", "revision", "status", "amount_unit",
        "submitted_at",
      ])
    var id: Int64 = 0
    for year in years {
      let submittedAt = "\(year + 1)-03-15 09:00:00+08"
      for index in 0..<units.count {
        id += 1
        file.field(id)
        file.field(units.code(index, in: year))
        file.field(Int64(year))
        file.field("final_account")
        file.field(1)
        file.field("accepted")
        file.field("yuan")
        file.field(submittedAt)
        try file.endRow()
      }
    }
    return SampleReceipt.File(name: "submission.csv", rows: try file.finish())
  }

  private func writeLines(_ directory: String) throws(SampleError) -> SampleReceipt.File {
    var file = try CSVFile(
      directory + "/line.csv",
      header: [
        "submission_id", "line_no", "section", "functional_code", "fund_type",
        "expenditure_kind", "initial_budget", "final_budget", "actual", "income_kind",
        "counterparty_code",
      ])
    var account = BenchmarkAccount(seed: seed)
    var id: Int64 = 0
    for year in years {
      let plans = BenchmarkPlans(year, parts)
      for index in 0..<units.count {
        id += 1
        try account.write(
          plans[index], submission: id, paying: paid(by: index, in: year),
          got: received(by: index, in: year), to: &file)
      }
    }
    return SampleReceipt.File(name: "line.csv", rows: try file.finish())
  }

  private func paid(by index: Int, in year: Int) -> [BenchmarkAccount.PaidRow] {
    guard let payment = transfers.payment(of: index, in: year), payment.isNamed else { return [] }
    let payee = units.code(payment.payee, in: year)
    return payment.rows.map { BenchmarkAccount.PaidRow(row: $0, fen: $1, payee: payee) }
  }

  private func received(by index: Int, in year: Int) -> [BenchmarkAccount.Income] {
    transfers.receipts(of: index, in: year).map {
      BenchmarkAccount.Income(payer: units.code($0.payer, in: year), fen: $0.fen)
    }
  }
}
