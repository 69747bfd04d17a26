/// Writes accounts one after the other with amounts from one stream; holds a single account.
struct BenchmarkAccount {
  /// A money row that was paid to another unit: its number, its amounts, and to whom.
  struct PaidRow {
    let row: Int
    let fen: Fen
    let payee: String
  }

  /// Actual money from another unit.
  struct Income {
    let payer: String
    let fen: Int64
  }

  private var dice: Dice
  private var amounts: [Fen] = []
  private var classTotals: [Fen] = []

  init(seed: UInt64) { dice = Dice(seed, "benchmark") }

  /// Writes the totals, then the rows, of one account; an income table only where another unit
  /// paid.
  mutating func write(
    _ plan: BenchmarkPlan, submission: Int64, paying paid: [PaidRow], got income: [Income],
    to file: inout CSVFile
  ) throws(SampleError) {
    amounts.removeAll(keepingCapacity: true)
    classTotals.removeAll(keepingCapacity: true)
    classTotals.append(contentsOf: repeatElement(Fen(), count: plan.classes.count))
    var total = Fen()
    for (number, row) in plan.rows.enumerated() {
      let drawn = Self.amount(dice.next())
      let amount = paid.first { $0.row == number }?.fen ?? drawn
      amounts.append(amount)
      classTotals[row.classIndex] = classTotals[row.classIndex] + amount
      total = total + amount
    }
    var line = Row(submission: submission)
    try line.write("*", nil, nil, total, in: &file)
    for (code, amount) in zip(plan.classes, classTotals) {
      try line.write(code, nil, nil, amount, in: &file)
    }
    for (number, row) in plan.rows.enumerated() {
      let payee = paid.first { $0.row == number }?.payee
      try line.write(row.code, row.fund, row.kind, amounts[number], to: payee, in: &file)
    }
    guard !income.isEmpty else { return }
    let received = income.reduce(0) { $0 + $1.fen }
    try line.write(income: "appropriation", total.actual - received, from: nil, in: &file)
    for part in income {
      try line.write(income: "superior_subsidy", part.fen, from: part.payer, in: &file)
    }
  }

  /// An actual amount of 1,000 to 1,000,000 yuan, with budgets near it.
  static func amount(_ bits: UInt64) -> Fen {
    let actual = 100_000 + Int64(bits & 0x3f_ffff) * 23
    let initial = actual - actual / 32 + Int64((bits >> 24) & 0xffff)
    return Fen(initial: initial, final: actual + Int64((bits >> 44) & 0xfff), actual: actual)
  }

  /// Numbers and writes the rows of one submission.
  private struct Row {
    let submission: Int64
    var number: Int64 = 0

    init(submission: Int64) { self.submission = submission }

    mutating func write(
      _ code: String, _ fund: String?, _ kind: String?, _ fen: Fen, to payee: String? = nil,
      in file: inout CSVFile
    ) throws(SampleError) {
      begin("functional", in: &file)
      file.field(code)
      file.field(fund)
      file.field(kind)
      file.field(yuanOfFen: fen.initial)
      file.field(yuanOfFen: fen.final)
      file.field(yuanOfFen: fen.actual)
      file.field(nil)
      file.field(payee)
      try file.endRow()
    }

    mutating func write(
      income kind: String, _ fen: Int64, from payer: String?, in file: inout CSVFile
    ) throws(SampleError) {
      begin("income", in: &file)
      file.field(nil)
      file.field("general")
      for _ in 0..<3 { file.field(nil) }
      file.field(yuanOfFen: fen)
      file.field(kind)
      file.field(payer)
      try file.endRow()
    }

    private mutating func begin(_ section: String, in file: inout CSVFile) {
      number += 1
      file.field(submission)
      file.field(number)
      file.field(section)
    }
  }
}
