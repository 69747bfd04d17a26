import BudgetReport
import BudgetStore

extension PreflightCheck {
  /// Who a night would be, and whether it may do what a night does.
  static func roles(_ role: RoleInspection, isPrivate: Bool) -> [PreflightCheck] {
    [
      identity(role, isPrivate: isPrivate),
      right(
        "may_load", Phrase("读取报送数据的权限", "right to read submissions"),
        role.missing.filter(\.isForLoading), role),
      right(
        "may_publish", Phrase("发布的权限", "right to publish"),
        role.missing.filter { !$0.isForLoading }, role),
    ]
  }

  /// More rights than a night needs are no failure, but whoever takes the night over has them.
  private static func identity(_ role: RoleInspection, isPrivate: Bool) -> PreflightCheck {
    let kind =
      role.isSuperuser
      ? isPrivate
        ? Phrase("私有服务器的超级用户", "superuser of a private server") : Phrase("超级用户", "superuser")
      : role.isOwner
        ? Phrase("数据库结构的属主", "owner of the schema")
        : role.isBatch ? Phrase("huizong_batch 成员", "member of huizong_batch") : nil
    let name =
      role.roleName == role.loginName ? role.roleName : "\(role.loginName) → \(role.roleName)"
    return PreflightCheck(
      "role", Phrase("角色", "role"),
      kind.map { Phrase("\(name)(\($0(.chinese)))", "\(name) (\($0(.english)))") } ?? same(name),
      .risky, unless: isPrivate || !(role.isSuperuser || role.isOwner),
      Phrase(
        "夜间运行请用仅有 huizong_batch 的登录角色;超级用户与属主不受权限和行级安全约束",
        "let nights run as a login with huizong_batch and no more; rights and row security do "
          + "not bind superusers and owners"))
  }

  private static func right(
    _ name: String, _ title: Phrase, _ missing: [RoleInspection.Right], _ role: RoleInspection
  ) -> PreflightCheck {
    let advice =
      role.hasRoles
      ? Phrase(
        "请执行 deploy/postgres/roles.sql(每次升级后都要),并 GRANT huizong_batch TO \(role.loginName)",
        "run deploy/postgres/roles.sql (after every upgrade, too), and GRANT huizong_batch TO "
          + role.loginName)
      : Phrase(
        "请由超级用户执行 deploy/postgres/roles.sql,再 GRANT huizong_batch TO \(role.loginName)",
        "as a superuser run deploy/postgres/roles.sql, then GRANT huizong_batch TO "
          + role.loginName)
    return PreflightCheck(name, title, listed(missing), 77, unless: missing.isEmpty, advice)
  }

  private static func listed(_ missing: [RoleInspection.Right]) -> Phrase {
    guard !missing.isEmpty else { return Phrase("有", "granted") }
    let shownCount = 5
    let shown = missing.prefix(shownCount).map { "\($0.privilege) \($0.object)" }
    let more = missing.count > shownCount ? " …" : ""
    return Phrase(
      "缺 \(missing.count) 项:\(shown.joined(separator: "、"))\(more)",
      "\(missing.count) missing: \(shown.joined(separator: ", "))\(more)")
  }
}
