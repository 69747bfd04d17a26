import BudgetEngine
import BudgetReport

extension Vocabulary {
  /// How a run learns what has changed.
  static func changeDetection(_ detection: ChangeDetection) -> Phrase {
    switch detection {
    case .marks:
      Phrase("触发器记录每次变动", "triggers mark every change")
    case .heads:
      Phrase("视图:依版本、状态与提交时间", "views: by revision, status and time of submission")
    case .everything(let doubts) where doubts.isEmpty:
      Phrase("读取全部", "everything is read")
    case .everything(let doubts):
      Phrase(
        "变动记录不可信,读取全部:" + doubts.map { doubt($0)(.chinese) }.joined(separator: ";"),
        "marks of changes are not trusted, everything is read: "
          + doubts.map { doubt($0)(.english) }.joined(separator: "; "))
    }
  }

  /// Why changes might leave no mark: `table:reason` in words.
  static func doubt(_ doubt: String) -> Phrase {
    let parts = doubt.split(separator: ":", maxSplits: 1).map(String.init)
    let table = "intake.\(parts.first ?? "")"
    let reason =
      switch parts.last {
      case "unmarked":
        Phrase(
          "触发器缺失或停用,请由所有者调用 control.watch_intake()",
          "triggers are missing or off; let the owner call control.watch_intake()")
      case "partitioned": Phrase("是分区表", "is partitioned")
      case "inherited": Phrase("有父表或子表", "has a parent or children")
      case "subscribed": Phrase("由逻辑复制写入", "is written by logical replication")
      case "unlogged": Phrase("不记日志(UNLOGGED)", "is unlogged")
      case "restored":
        Phrase("变动记录来自恢复前的数据库", "has marks of the database that it was restored from")
      case "row_security": Phrase("有行级安全", "has row security")
      case "own_type":
        Phrase("有自定义类型或读取时计算的列", "has a column of a type of its own, or computed on reading")
      default: same(parts.last ?? "")
      }
    return Phrase("\(table) \(reason(.chinese))", "\(table) \(reason(.english))")
  }
}
