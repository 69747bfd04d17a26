/// The rows of one benchmark account without their amounts.
struct BenchmarkPlan {
  struct Row {
    let code: String
    let classIndex: Int
    let fund: String
    let kind: String
  }

  /// The 类 codes of the printed class totals, in order.
  let classes: [String]
  let rows: [Row]

  /// - Parameter rows: Money rows, at least one for each code.
  init(_ menu: BenchmarkMenu, rows count: Int, withFund: Bool) {
    let classes = Set(menu.codes.map { String($0.prefix(3)) }).sorted()
    self.classes = classes
    rows = (0..<count).map { number in
      let isFund = withFund && number >= count - 4 && classes.contains("212")
      let code = isFund ? BenchmarkMenu.fundCode : menu.codes[number * menu.codes.count / count]
      let kind = isFund || number % 2 == 1 ? "project" : "basic"
      return Row(
        code: code, classIndex: classes.firstIndex(of: String(code.prefix(3))) ?? 0,
        fund: isFund ? "fund" : "general", kind: kind)
    }
  }
}

/// Writes accounts one after the other with amounts from one stream; holds a single account.
struct BenchmarkAccount {
  private var dice: Dice
  private var amounts: [Fen] = []
  private var classTotals: [Fen] = []

  init(seed: UInt64) { dice = Dice(seed, "benchmark") }

  /// Writes the totals, then the rows, of one account.
  mutating func write(
    _ plan: BenchmarkPlan, submission: Int64, to file: inout CSVFile
  ) throws(SampleError) {
    amounts.removeAll(keepingCapacity: true)
    classTotals.removeAll(keepingCapacity: true)
    classTotals.append(contentsOf: repeatElement(Fen(), count: plan.classes.count))
    var total = Fen()
    for row in plan.rows {
      let amount = nextAmount()
      amounts.append(amount)
      classTotals[row.classIndex] = classTotals[row.classIndex] + amount
      total = total + amount
    }
    var line = Row(submission: submission)
    try line.write("*", nil, nil, total, to: &file)
    for (code, amount) in zip(plan.classes, classTotals) {
      try line.write(code, nil, nil, amount, to: &file)
    }
    for (row, amount) in zip(plan.rows, amounts) {
      try line.write(row.code, row.fund, row.kind, amount, to: &file)
    }
  }

  /// An actual amount of 1,000 to 1,000,000 yuan, with budgets near it.
  private mutating func nextAmount() -> Fen {
    let bits = dice.next()
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
      _ code: String, _ fund: String?, _ kind: String?, _ fen: Fen, to file: inout CSVFile
    ) throws(SampleError) {
      number += 1
      file.field(submission)
      file.field(number)
      file.field("functional")
      file.field(code)
      file.field(fund)
      file.field(kind)
      file.field(yuanOfFen: fen.initial)
      file.field(yuanOfFen: fen.final)
      file.field(yuanOfFen: fen.actual)
      try file.endRow()
    }
  }
}
