import BudgetDomain
import BudgetReport
import BudgetStore
import BudgetWorkbook
import PostgresClient

/// What units paid each other: what both sides say, and what of it was taken out of which sum.
struct EliminationSheet {
  let frame: BookFrame

  static let content = Phrase(
    "单位之间往来的付款方、收款方列报数,已抵销数和未抵销的原因",
    "What units paid each other, what was eliminated, and why the rest was not")

  func write(to workbook: Workbook, on connection: borrowing Connection) throws -> Sheet {
    let sheet = try Sheet(
      frame.head(
        Phrase("内部抵销", "Eliminations"),
        Phrase("单位间往来与抵销表", "Transfers between units and eliminations"), .transfers,
        notes: [
          Phrase(
            "逐笔列示,不舍入。抵销在双方共同的最低上级的合计中扣除;双方不符的部分留在合计中。",
            "Exact, one by one. Taken out of the sum of the lowest group above both;"
              + " what the two sides do not agree on stays in.")
        ]),
      columns, frozenColumnCount: 1, in: workbook)
    for year in frame.years.reversed() {
      let tree = try UnitTreeReader.rows(fiscalYear: year, on: connection)
      let names = Dictionary(tree.map { ($0.unitCode, $0.unitName ?? "") }) { $1 }
      let rows = try EliminationReader.rows(
        fiscalYear: year, unitCodes: frame.unitCodes(in: year, on: connection),
        fundType: frame.request.fundType, on: connection)
      for row in rows { try sheet.append(shown(row, names)) }
    }
    return sheet
  }

  private var columns: [SheetColumn] {
    let say = frame.say
    return [
      SheetColumn(say(Phrase("年度", "Year")), .whole),
      SheetColumn(say(Phrase("付款单位", "Payer")), .words),
      SheetColumn(say(Phrase("付款单位名称", "Payer's name")), .words),
      SheetColumn(say(Phrase("收款单位", "Payee")), .words),
      SheetColumn(say(Phrase("收款单位名称", "Payee's name")), .words),
      SheetColumn(say(Phrase("科目编码", "Subject")), .words),
      SheetColumn(say(Phrase("资金性质", "Fund")), .words),
      SheetColumn(say(Phrase("指标", "Measure")), .words),
      SheetColumn(say(Phrase("付款方列报", "Payer states")), .amount),
      SheetColumn(say(Phrase("收款方列报", "Payee states")), .amount),
      SheetColumn(say(Phrase("已抵销", "Eliminated")), .amount),
      SheetColumn(say(Phrase("未抵销", "Residual")), .amount),
      SheetColumn(say(Phrase("未抵销的原因", "Why")), .words),
      SheetColumn(say(Phrase("所指", "Pointing to")), .words),
      SheetColumn(say(Phrase("抵销所在", "Eliminated at")), .words),
    ]
  }

  private func shown(_ row: EliminationRow, _ names: [String: String]) -> SheetRow {
    let isAsked = row.cause.flatMap(ResidualCause.init(rawValue:))?.isWorthAsking ?? false
    let at = row.atUnit.map { $0 == "*" ? frame.unitName("*") : "\($0) \(names[$0] ?? "")" }
    return SheetRow([
      .number(row.fiscalYear), .text(row.payerCode), .text(names[row.payerCode]),
      .text(row.payeeCode), .text(names[row.payeeCode]), .text(row.subjectCode),
      .text(frame.say(Vocabulary.fund(row.fundType))),
      .text(frame.say(Vocabulary.measure(row.measure))), .yuan(row.payerAmount),
      .yuan(row.payeeAmount), .yuan(row.eliminated),
      .yuan(row.residual, tone: isAsked ? .doubtful : nil),
      .text(
        row.cause.map { frame.say(Vocabulary.residualCause($0)) },
        tone: isAsked ? .doubtful : nil),
      .text(row.causeDetail), .text(at),
    ])
  }
}

extension SheetCell {
  /// An exact amount in 元, in the database's own digits.
  static func yuan(_ digits: String?, tone: Tone? = nil) -> SheetCell {
    let hundredths = digits.flatMap(ExactDecimal.init)?.hundredths
    return hundredths.map { .amount($0, tone: tone) } ?? .text(digits, tone: tone)
  }
}

extension Vocabulary {
  /// Why money between units was not taken out.
  static func residualCause(_ name: String) -> Phrase {
    switch ResidualCause(rawValue: name) {
    case .outsideTree: Phrase("一方不在单位目录中", "a unit is not in the tree")
    case .notBooked: Phrase("登记数大于付款方列支数", "more registered than booked")
    case .belowThreshold: Phrase("低于抵销起点", "below the threshold")
    case .rounding: Phrase("四舍五入", "rounding")
    case .unitScale: Phrase("金额单位写错", "another amount unit")
    case .otherFund: Phrase("对方列在其他资金", "in another fund")
    case .otherSubject: Phrase("登记在其他科目", "under another subject")
    case .otherCounterparty: Phrase("对方写了其他单位", "another unit is named")
    case .otherYear: Phrase("对方列在上年", "a year before")
    case .oneSideMissing: Phrase("只有一方列报", "one side says nothing")
    case .amountDiffers: Phrase("双方金额不符", "the amounts differ")
    case nil: same(name)
    }
  }
}
