import BudgetEngine
import BudgetReport
import BudgetStore
import Foundation

/// One line of `check`: what was looked at, what was found, and what to do about it.
struct PreflightCheck {
  /// The stable word for programs.
  let name: String
  let title: Phrase
  let found: Phrase
  /// What to do; nil when all is well.
  let advice: Phrase?
  /// Why it fails nothing; nil where all is well or a night would fail.
  var doubt: Doubt?
  /// The exit code that the problem would give a run.
  let exitCode: Int32

  /// How nights run, but not as they could.
  enum Doubt {
    /// They take longer.
    case slow
    /// Something may go wrong, or has.
    case risky
  }

  var isDoubtful: Bool { doubt != nil }
  var isFine: Bool { isDoubtful || advice == nil }

  /// The line, and what to do below it.
  func text(_ console: Console) -> String {
    let language = console.language
    let mark =
      switch doubt {
      case .slow: console.palette("slow", .doubtful)
      case .risky: console.palette("warn", .doubtful)
      case nil: isFine ? console.palette("ok  ", .good) : console.palette("fail", .bad)
      }
    let line = "\(mark)  \(title(language)): \(visible(found(language)))\n"
    return line + (advice.map { "      \($0(language))\n" } ?? "")
  }

  /// What the server says about itself, its connection and the schema.
  static func all(_ server: ServerInspection) -> [PreflightCheck] {
    [
      PreflightCheck(
        "connection", Phrase("连接", "connection"),
        same("\(server.databaseName) (\(server.roleName))"), 69),
      PreflightCheck(
        "server_version", Phrase("服务器版本", "server version"), same(server.version), 78,
        unless: server.versionNumber >= 150_000,
        Phrase("需要 PostgreSQL 15 或更高版本", "PostgreSQL 15 or later is needed")),
      PreflightCheck(
        "encoding", Phrase("编码", "encoding"), same(server.encoding), 78,
        unless: server.encoding == "UTF8",
        Phrase("请用 UTF8 编码新建数据库", "create the database with encoding UTF8")),
      encryption(server), schema(server),
    ] + (server.changeDetection.map { [changes($0)] } ?? [])
  }

  /// The line of what could not be looked at; the only one when there is no connection.
  init(
    _ failure: Failure, _ name: String = "connection",
    _ title: Phrase = Phrase("连接", "connection")
  ) {
    self.name = name
    self.title = title
    found = Phrase(failure.message(.chinese).inOneLine, failure.message(.english).inOneLine)
    advice = failure.hint ?? Phrase("见上", "see above")
    exitCode = failure.exitCode
  }

  /// A line that fails with `exitCode` unless all is well.
  init(
    _ name: String, _ title: Phrase, _ found: Phrase, _ exitCode: Int32,
    unless isFine: Bool = true, _ advice: Phrase? = nil
  ) {
    self.name = name
    self.title = title
    self.found = found
    self.exitCode = exitCode
    self.advice = isFine ? nil : advice
  }

  /// A line that fails nothing, and is doubtful unless all is well.
  init(
    _ name: String, _ title: Phrase, _ found: Phrase, _ doubt: Doubt, unless isFine: Bool,
    _ advice: Phrase
  ) {
    self.init(name, title, found, 0, unless: isFine, advice)
    self.doubt = isFine ? nil : doubt
  }

  private static func encryption(_ server: ServerInspection) -> PreflightCheck {
    let found =
      server.isVerified
      ? Phrase("TLS,已核实服务器身份", "TLS, server verified")
      : server.isEncrypted
        ? Phrase("TLS,未核实服务器身份", "TLS, server not verified")
        : server.isLocal ? Phrase("本机,未加密", "this machine, in clear") : Phrase("未加密", "in clear")
    return PreflightCheck(
      "encryption", Phrase("加密", "encryption"), found, 77,
      unless: server.isVerified || server.isLocal || server.allowsInsecureTLS,
      Phrase("请设置 sslmode=verify-full", "set sslmode=verify-full"))
  }

  /// Where changes leave no trace, each night reads everything, which is slow but right.
  private static func changes(_ detection: ChangeDetection) -> PreflightCheck {
    PreflightCheck(
      "change_detection", Phrase("变动的得知", "detection of changes"),
      Vocabulary.changeDetection(detection), .slow, unless: detection.isTrusted,
      Phrase(
        "属主可调用 control.watch_intake(),恢复备份之后调用 control.renew_marks()",
        "the owner may call control.watch_intake(), after a restore control.renew_marks()"
      ))
  }

  private static func schema(_ server: ServerInspection) -> PreflightCheck {
    let title = Phrase("数据库结构", "schema")
    if let error = server.migrationError {
      let failure = Failure(migration: error)
      return PreflightCheck(
        "schema", title, failure.message, 78, unless: false, failure.hint)
    }
    let missing = server.pendingMigrations
    let found =
      missing.isEmpty
      ? Phrase("最新", "up to date")
      : Phrase("缺 \(missing.count) 步", "\(missing.count) steps missing")
    return PreflightCheck(
      "schema", title, found, 78, unless: missing.isEmpty,
      Phrase("请运行 huizong migrate", "run huizong migrate"))
  }
}

extension String {
  /// The lines of a server's message after each other.
  fileprivate var inOneLine: String {
    split(whereSeparator: \.isNewline).map { $0.trimmingCharacters(in: .whitespaces) }
      .joined(separator: " ")
  }
}
