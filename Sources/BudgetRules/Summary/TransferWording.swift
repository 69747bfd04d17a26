import BudgetDomain

/// How transfers between units are written in anomalies.
extension TransferRow {
  /// Both sides' words, what is left, and why.
  var wording: String {
    let subject = code == "*" ? "" : "科目 \(code) "
    let sides = "付款方\(Self.said(payerFen)),收款方\(Self.said(payeeFen))"
    let left = "未抵销 \(Wording.yuan(Int128(residualFen)))"
    return "\(subject)\(measure.chineseName)\(sides),\(left)"
      + (cause.map { "(\($0.wording(detail)))" } ?? "")
  }

  /// What each side says, as far as it says anything.
  var evidence: [Operand] {
    [("付款方", payerFen), ("收款方或登记", payeeFen)].compactMap { side, fen in
      fen.map {
        let yuan = FindingNumber(Int128($0), over: 100)
        return Operand(
          label: "\(side) \(code) \(measure.chineseName)", printed: Wording.yuan(Int128($0)),
          low: yuan, high: yuan)
      }
    }
  }

  private static func said(_ fen: Int64?) -> String {
    fen.map { "列 \(Wording.yuan(Int128($0)))" } ?? "未列"
  }
}

extension ResidualCause {
  /// The cause in words.
  ///
  /// - Parameter detail: What it points to.
  func wording(_ detail: String?) -> String {
    switch self {
    case .outsideTree: "有一方不在本年度单位目录中"
    case .notBooked: "登记数大于付款方在该科目的列支数"
    case .belowThreshold: "低于核对起点"
    case .rounding: "四舍五入之差"
    case .unitScale: "双方金额相差整数倍,疑为金额单位之误"
    case .otherFund: "对方列于资金性质 \(detail ?? "")"
    case .otherSubject: "另列于科目 \(detail ?? "")"
    case .otherCounterparty: "同额往来的对方为 \(detail ?? "")"
    case .otherYear: "对方列于 \(detail ?? "") 年度"
    case .oneSideMissing: "只有一方列报"
    case .amountDiffers: "双方金额不一"
    }
  }

  /// What to do about it.
  var suggestion: String {
    switch self {
    case .outsideTree: "请更正所填或登记的对方单位代码或年度,或补充单位目录。"
    case .notBooked: "请核对往来登记的科目、资金性质和金额。"
    case .unitScale: "请核对双方报送的金额单位。"
    case .otherFund, .otherSubject: "请双方核对资金性质和科目,更正其一。"
    case .otherCounterparty: "请核对对方单位代码,更正填错的一方。"
    case .otherYear: "请双方核对入账年度。"
    case .oneSideMissing: "请未列报的一方补列对方单位和金额,或在内部往来登记中登记;未抵销的金额可能重复汇总。"
    case .belowThreshold, .rounding, .amountDiffers: "请双方核对金额,更正其一。"
    }
  }
}
