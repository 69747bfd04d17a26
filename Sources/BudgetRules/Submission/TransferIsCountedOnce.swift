public import BudgetDomain

/// E040. Money that the treasury paid straight to others is not in two books.
///
/// A unit that says so books money which the receiver may report as well; the district's sum
/// then has it twice. What the register of internal transfers has is known and not asked for: only
/// the rest is. One anomaly for each line or figure that such explanations belong to.
/// Severity: review. Source: 部门决算汇总, 财政直接下拨资金由收付双方之一列报.
public struct TransferIsCountedOnce: SubmissionRule {
  /// The rule's entry in the catalogue.
  public static let description = RuleDescription(
    "E040", .review, version: 2, title: "财政直接下拨资金可能重复列报",
    english: "possible double count", source: "部门决算汇总:内部往来和直接下拨资金应予抵销")

  private let register: TransferRegister

  /// Takes the register of known transfers.
  public init(register: TransferRegister = TransferRegister()) {
    self.register = register
  }

  /// Appends an anomaly for each line or figure with money that went straight to others.
  public func check(_ submission: SubmissionView, into findings: inout FindingList) {
    let transfers = submission.explanations.filter { $0.kind == .directTransfer }
    guard !transfers.isEmpty else { return }
    let lines = submission.lines(numbered: Set(transfers.compactMap(\.lineNumber)))
    var payments = register.payments(of: submission.unitCode, in: submission.header.year)
    var places: [Place] = []
    var claims: [Place: [TransferClaim]] = [:]
    for transfer in transfers {
      let line = transfer.lineNumber.flatMap { lines[$0] }
      guard let claim = TransferClaim(transfer, of: line, in: submission, besides: &payments)
      else { continue }
      let place = self.place(of: transfer, line, in: submission)
      if claims[place] == nil { places.append(place) }
      claims[place, default: []].append(claim)
    }
    for place in places { findings.append(anomaly(claims[place] ?? [], at: place, in: submission)) }
  }

  private func place(
    of transfer: Explanation, _ line: SubmittedLine?, in submission: SubmissionView
  ) -> Place {
    var place = submission.place
    if let line {
      place = submission.place(of: line, .actual)
      // Rows may be alike in everything but their number.
      place.occurrence = Int(line.lineNumber)
    }
    place.figure = transfer.figure?.text
    return place
  }

  private func anomaly(
    _ claims: [TransferClaim], at place: Place, in submission: SubmissionView
  ) -> Anomaly {
    let unit = submission.header.amountUnit
    let transfers = claims.map(\.explanation)
    let amounts = claims.compactMap(\.fen)
    let sum = amounts.reduce(Int128(0)) { $0 + Int128($1) }
    let payees = transfers.compactMap(\.counterparty).joined(separator: "、")
    let line = transfers.first?.lineNumber.map { "第\($0)行" } ?? ""
    let money = amounts.isEmpty ? "部分支出" : " \(Wording.amount(sum, in: unit)) "
    var anomaly = Anomaly(
      Self.description, at: place,
      message: "\(line)说明有\(money)由财政直接下拨"
        + (payees.isEmpty ? "其他单位(未注明单位)" : " \(payees)") + ",对方如也列报,汇总数即重复。")
    anomaly.lineNumber = transfers.first?.lineNumber
    anomaly.submissionID = submission.header.id
    if !amounts.isEmpty { anomaly.stated = FindingNumber(sum, over: 100) }
    anomaly.suggestion = "请与收款单位核对由哪一方列报,并在内部往来登记中登记。"
    return anomaly
  }
}
