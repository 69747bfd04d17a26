import BudgetDomain
import BudgetEngine
import BudgetReport
import BudgetStore
import EmbeddedPostgres
import PostgresClient
import SampleDistrict

/// Why a command ends without a result: the one place that turns errors into exit codes.
///
/// Source: contract, section 6, after sysexits.h.
struct Failure {
  let exitCode: Int32
  let message: Phrase
  let hint: Phrase?
  let sqlState: String?

  /// The stable word for programs.
  var code: String {
    switch exitCode {
    case 64: "usage"
    case 65: "unreadable_input"
    case 69: "database_unavailable"
    case 73: "output_not_writable"
    case 75: "busy"
    case 77: "permission"
    case 78: "configuration"
    case 130, 143: "interrupted"
    default: "internal"
    }
  }

  init(_ exitCode: Int32, _ message: Phrase, hint: Phrase? = nil, sqlState: String? = nil) {
    self.exitCode = exitCode
    self.message = message
    self.hint = hint
    self.sqlState = sqlState
  }

  /// The failure behind any error of the layers below.
  ///
  /// The numbers are those that the store has written into the run's row; only what it does not
  /// know has its number here.
  init(_ error: any Error) {
    switch error {
    case let error as PostgresError: self.init(database: error)
    case let error as StoreError:
      self.init(
        error.exitCode, Phrase(error.words), hint: error.hint.map(Phrase.init),
        sqlState: error.kind == .fullDisk ? "53100" : nil)
    case let error as MigrationError: self.init(migration: error)
    case let error as ImportError: self.init(importing: error)
    case let error as EmbeddedPostgresError: self.init(embedded: error)
    case let error as SampleError: self.init(sample: error)
    case let error as DomainError: self.init(domain: error)
    case let error as UnknownPublication:
      self.init(
        64, Phrase("没有保留发布 \(error.name)", "publication \(error.name) is not kept"),
        hint: error.hint)
    case let error as NotPublished: self.init(64, error.reason, hint: error.hint)
    case let error as FileExists:
      self.init(
        73, Phrase("\(error.path) 已存在", "\(error.path) is there already"),
        hint: Phrase("要覆盖请加 --force", "write over it with --force"))
    case let error as CannotListen:
      self.init(
        78,
        Phrase(
          "无法在 \(error.place) 提供服务:\(error.reason)",
          "cannot listen at \(error.place): \(error.reason)"),
        hint: Phrase("请换一个 --port 或 --bind", "choose another --port or --bind"))
    case is NoConsole:
      self.init(
        78, Phrase("本程序构建时不含控制台", "this program was built without the console"),
        hint: Phrase(
          "请用 swift build -c release --product huizong --traits Console 构建",
          "build it with swift build -c release --product huizong --traits Console"))
    case let error as RunInterrupted:
      self.init(
        error.exitCode,
        Phrase("收到信号 \(error.signal),已回退", "stopped by signal \(error.signal), rolled back"))
    case let error as OutputError:
      let place = error.path ?? "stdout"
      self.init(
        73,
        Phrase(
          "无法写出 \(place):\(error.reason(.chinese))",
          "cannot write \(place): \(error.reason(.english))"))
    default: self.init(BudgetStore.exitCode(of: error), same("\(error)"))
    }
  }
}

extension Phrase {
  /// What the store says of a stop.
  fileprivate init(_ words: StoreError.Words) { self.init(words.chinese, words.english) }
}
