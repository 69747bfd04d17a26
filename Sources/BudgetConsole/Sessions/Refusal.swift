#if Console
import BudgetReport
import Hummingbird
import PostgresClient

/// Why a request is not answered as it was meant.
struct Refusal: Error, Equatable {
  let status: HTTPResponse.Status
  let reason: Phrase

  static let notFound = Refusal(.notFound, "没有这个页面", "There is no such page")
  static let badRequest = Refusal(.badRequest, "请求无法理解", "The request cannot be understood")
  static let wrongMethod = Refusal(
    .methodNotAllowed, "这个页面不能这样访问", "The page cannot be asked that way")
  static let tooLarge = Refusal(.contentTooLarge, "内容太长", "That is too long")
  static let staleForm = Refusal(
    .forbidden, "表单已失效,请返回并刷新页面后再提交",
    "The form is out of date: go back, load the page anew and try again")
  static let wrongPassword = Refusal(
    .unauthorized, "用户或密码不对", "User or password is wrong")
  static let noPassword = Refusal(
    .forbidden, "数据库没有要求这个用户的密码,无法确认身份",
    "The database asked for no password of this user, so nothing proves who you are")
  static let readsNothing = Refusal(
    .forbidden, "这个用户没有读取汇总的权限", "This user may read no summaries")
  static let noRight = Refusal(.forbidden, "您没有这项权限", "You may not do this")
  static let tooManyAttempts = Refusal(
    .tooManyRequests, "登录失败次数过多,请几分钟后再试",
    "Too many logins have failed: try again in some minutes")
  static let full = Refusal(
    .serviceUnavailable, "登录人数已满,请稍后再试", "Everybody's place is taken: try again later")
  static let noDatabase = Refusal(
    .serviceUnavailable, "数据库连接不上,请稍后再试", "The database is not reachable: try again later")
  static let slow = Refusal(
    .gatewayTimeout, "查询超过时限,请缩小范围", "The question took too long: ask for less")
  static let foreignProxy = Refusal(
    .forbidden, "请从单位的代理服务器访问", "Come through the proxy of your organisation")

  static let unknownHost = Refusal(
    .misdirectedRequest, "请用控制台的网址访问", "Use the address of the console")
  static let busy = Refusal(
    .serviceUnavailable, "数据正被占用,请稍后再试",
    "What this needs is being worked on: try again later")
  static let crowded = Refusal(
    .serviceUnavailable, "数据库正忙,请稍后再试", "The database is too busy: try again later")
  static let readOnly = Refusal(
    .serviceUnavailable, "数据库现在只读,不能提交;可能连到了备库",
    "The database is read only now, so nothing can be filed: it may be a standby")
  static let wrongSchema = Refusal(
    .serviceUnavailable, "数据库结构与控制台不符,请管理员运行 huizong migrate",
    "The schema of the database is not the console's: an administrator has to run huizong migrate")

  init(_ status: HTTPResponse.Status, _ reason: Phrase) {
    self.status = status
    self.reason = reason
  }

  init(_ status: HTTPResponse.Status, _ chinese: String, _ english: String) {
    self.status = status
    reason = Phrase(chinese, english)
  }

  /// What somebody is told of an error of the database; its log says the rest.
  init(of error: PostgresError) {
    switch error.sqlState {
    case _ where error.isPermission: self = .noRight
    case "57014": self = .slow
    case "55P03", "40001", "40P01": self = .busy
    case "25006": self = .readOnly
    // No such function, relation, column or schema.
    case "42883", "42P01", "42703", "3F000": self = .wrongSchema
    case let state? where state.hasPrefix("22") || state.hasPrefix("23"): self = .badRequest
    case _ where error.isCrowded || error.isOutOfService && !error.isConnectionLoss: self = .crowded
    default: self = .noDatabase
    }
  }
}
#endif
