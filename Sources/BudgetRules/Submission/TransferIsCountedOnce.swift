public import BudgetDomain

/// E040. Money that the treasury paid straight to others is not in two books.
///
/// A unit that says so books money which the receiver may report as well; the district's sum
/// then has it twice. One anomaly for each line or figure that such explanations belong to.
/// Severity: review. Source: 部门决算汇总, 财政直接下拨资金由收付双方之一列报.
public struct TransferIsCountedOnce: SubmissionRule {
  /// The rule's entry in the catalogue.
  public static let description = RuleDescription(
    "E040", .review, title: "财政直接下拨资金可能重复列报", english: "possible double count",
    source: "部门决算汇总:内部往来和直接下拨资金应予抵销")

  /// The rule has no settings.
  public init() {}

  /// Appends an anomaly for each line or figure with money that went straight to others.
  public func check(_ submission: SubmissionView, into findings: inout [Anomaly]) {
    guard !submission.explanations.isEmpty else { return }
    let transfers = submission.explanations.filter { $0.kind == .directTransfer }
    var places: [Place] = []
    var byPlace: [Place: [Explanation]] = [:]
    for transfer in transfers {
      let place = self.place(of: transfer, in: submission)
      if byPlace[place] == nil { places.append(place) }
      byPlace[place, default: []].append(transfer)
    }
    for place in places {
      findings.append(anomaly(byPlace[place] ?? [], at: place, in: submission))
    }
  }

  private func place(of transfer: Explanation, in submission: SubmissionView) -> Place {
    var place = submission.place
    if let line = submission.lines.first(where: { $0.lineNumber == transfer.lineNumber }) {
      place = submission.place(of: line, .actual)
      // Rows may be alike in everything but their number.
      place.occurrence = Int(line.lineNumber)
    }
    place.figure = transfer.figure?.text
    return place
  }

  private func anomaly(
    _ transfers: [Explanation], at place: Place, in submission: SubmissionView
  ) -> Anomaly {
    let unit = submission.header.amountUnit
    let amounts = transfers.compactMap { $0.amount.number?.fen(in: unit) }
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
