import BudgetDomain
import BudgetReport
import BudgetStore
import EmbeddedPostgres
import PostgresClient
import SampleDistrict

/// What each layer's errors mean to an operator.
extension Failure {
  init(database error: PostgresError) {
    if let constraint = error.place.constraint, let reason = Vocabulary.refusal(constraint) {
      let hint =
        constraint == "units_explain_their_own"
        ? Phrase("谁属于哪个单位,见 control.unit_member", "who belongs where: control.unit_member") : nil
      self.init(error.exitCode, reason, hint: hint, sqlState: error.sqlState)
      return
    }
    self.init(
      error.exitCode, same(error.description), hint: error.hint.map(same) ?? advice(error),
      sqlState: error.sqlState)
  }

  init(domain error: DomainError) {
    switch error {
    case .cyclicUnitTree(let year, let path):
      let path = path.joined(separator: " → ")
      self.init(
        65, Phrase("\(year) 年度的单位目录成环:\(path)", "the unit tree of \(year) is cyclic: \(path)"),
        hint: Phrase("请更正 reference.unit 的 parent_code", "correct parent_code in reference.unit"))
    }
  }

  init(migration error: MigrationError) {
    switch error {
    case .changedMigration(let name):
      self.init(
        78, Phrase("已执行的 \(name) 与本程序的不同", "\(name) was applied with other contents"),
        hint: Phrase("请使用当时的程序版本", "use the version of the program that applied it"))
    case .unknownMigration(let name):
      self.init(
        78, Phrase("数据库结构比本程序新:\(name)", "the schema is newer than this program: \(name)"),
        hint: Phrase("请升级 huizong", "upgrade huizong"))
    }
  }

  /// How many defects of one file, column and reason are told one by one.
  private static let alikeCount = 10

  init(importing error: ImportError) {
    var chinese = ["未导入任何数据:"]
    var english = ["nothing was imported:"]
    var alike: [String: Int] = [:]
    for defect in error.defects {
      let kind = [defect.file, defect.column ?? "", defect.reason.english].joined(separator: "\t")
      alike[kind, default: 0] += 1
      // A folder that is imported twice has the same complaint of every row.
      guard alike[kind, default: 0] <= Self.alikeCount else { continue }
      let line = defect.line > 0 ? ":\(defect.line)" : ""
      let column = defect.column.map { " [\($0)]" } ?? ""
      chinese.append("\(defect.file)\(line)\(column) \(defect.reason.chinese)")
      english.append("\(defect.file)\(line)\(column) \(defect.reason.english)")
    }
    let unlisted =
      error.unlistedCount + alike.values.reduce(0) { $0 + max(0, $1 - Self.alikeCount) }
    if unlisted > 0 {
      chinese.append("另有 \(unlisted) 处")
      english.append("and \(unlisted) more")
    }
    self.init(
      65, Phrase(chinese.joined(separator: "\n"), english.joined(separator: "\n")))
  }

  init(embedded error: EmbeddedPostgresError) {
    let exitCode: Int32 = if case .unusableDirectory = error { 73 } else { 69 }
    self.init(exitCode, same(error.description))
  }

  init(sample error: SampleError) {
    switch error {
    case .cannotWrite(let path, let code):
      self.init(73, Phrase("无法写出 \(path)(errno \(code))", "cannot write \(path) (errno \(code))"))
    case .badOptions(let text):
      self.init(64, same(text))
    }
  }
}

private func advice(_ error: PostgresError) -> Phrase? {
  switch error.exitCode {
  case 69 where error.isCommitUnknown:
    Phrase(
      "提交的答复丢失,不知是否已生效;请先查看再重试",
      "the answer to the commit was lost; look whether it took effect before trying again")
  case 69 where error.isCrowded:
    Phrase("数据库的连接已满,请稍后重试", "all connections of the database are taken; try again later")
  case 69 where error.sqlState == "55P03":
    Phrase(
      "其他会话占用着所需的锁,请稍后重试", "another session holds a lock that is needed; try again later")
  case 69 where error.isOutOfService && error.operation != .connect:
    Phrase(
      "请查看数据库服务器的日志,稍后重试", "look into the log of the database server and try again later")
  case 69:
    Phrase(
      "请检查 --database 或 PGHOST、PGSERVICE,或使用 --embedded",
      "check --database or PGHOST, PGSERVICE, or use --embedded")
  case 73: Phrase("请清理服务器磁盘后重试", "make room on the server and try again")
  case 77 where error.message.contains("row-level security"):
    Phrase(
      "行级安全策略会隐去部分行,请给运行角色 BYPASSRLS",
      "a policy would hide rows; give the role of the run BYPASSRLS")
  case 77 where error.sqlState == "42501":
    Phrase(
      "请检查角色(deploy/postgres/roles.sql);单位用户请在 own_summary 中查询",
      "check the role (deploy/postgres/roles.sql); units' people query own_summary")
  case 77:
    Phrase(
      "请检查用户、.pgpass 与角色(deploy/postgres/roles.sql)",
      "check user, .pgpass and roles (deploy/postgres/roles.sql)")
  case 78 where error.isReadOnly:
    Phrase(
      "请连接主库(target_session_attrs=read-write)",
      "connect to the primary (target_session_attrs=read-write)")
  case 78 where error.operation == .connect:
    Phrase("请检查连接设置中的名称", "check the names in the connection settings")
  case 78: Phrase("请先运行 huizong migrate", "run huizong migrate first")
  default: nil
  }
}
