import BudgetReport
import BudgetStore

/// The words of the audit.
extension Vocabulary {
  /// Everything that leaves a record.
  static let actions = [
    "publish", "roll_back", "delete_publications", "request_rerun", "reopen_rerun",
    "answer_anomaly", "change_unit_member", "close_year", "reopen_year",
  ]

  static func action(_ name: String) -> Phrase {
    switch name {
    case "publish": Phrase("发布", "publish")
    case "roll_back": Phrase("退回发布", "roll back")
    case "delete_publications": Phrase("清理发布", "delete publications")
    case "request_rerun": Phrase("申请重算", "request rerun")
    case "reopen_rerun": Phrase("恢复申请", "reopen request")
    case "answer_anomaly": Phrase("答复异常", "answer anomaly")
    case "change_unit_member": Phrase("变更单位成员", "change unit member")
    case "close_year": Phrase("结账", "close year")
    case "reopen_year": Phrase("重新打开年度", "reopen year")
    default: same(name)
    }
  }

  static func auditDefect(_ defect: AuditDefect) -> Phrase {
    let id = defect.auditID
    return switch defect.kind {
    case .content:
      Phrase("第 \(id) 条:内容与摘要不符", "record \(id): it is not what its digest says")
    case .link:
      Phrase("第 \(id) 条:上一条已不是原来的", "record \(id): the one before it is another one")
    case .gap: Phrase("第 \(id) 条:序号不连续", "record \(id): its number is not the next one")
    case .end: Phrase("第 \(id) 条:链的末端不符", "record \(id): the chain does not end here")
    case .anchor:
      Phrase(
        "第 \(id) 条:发布 \(defect.publicationID ?? 0) 所记的不是这一条",
        "record \(id): publication \(defect.publicationID ?? 0) knows another one")
    case .noted:
      Phrase(
        "第 \(id) 条:没有这一条,或不是所记下的那一条",
        "record \(id): it is not there, or not the one noted")
    }
  }
}
