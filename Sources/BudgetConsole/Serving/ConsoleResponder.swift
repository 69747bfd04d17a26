#if Console
import BudgetReport
import HTTPTypes
public import Hummingbird
import Logging
import NIOCore
import PostgresClient

/// Answers every request, and puts the same guards on every answer, refusals among them.
public struct ConsoleResponder: HTTPResponder {
  /// What is known of a request.
  public typealias Context = ConsoleContext

  /// A form of the console is far shorter.
  private static let bodyLimit = 32_768

  let settings: ConsoleSettings
  let desk: SessionDesk
  let log: Logger

  /// The answer to a request.
  public func respond(to request: Request, context: ConsoleContext) async -> Response {
    var visit: Visit?
    var answer: Answer
    let deadline = deadline(of: request, context)
    do {
      visit = try Visit(request)
      answer = try await answered(request, context, &visit, deadline)
    } catch {
      answer = refused(error, visit)
      if let session = visit?.session, (error as? PostgresError)?.isConnectionLoss == true {
        await desk.end(session)
      }
    }
    var response = answer.response
    // What was not read in time is not waited for: see `deadline`.
    if visit?.hasUnreadBody != false, hasBody(request) { response.headers[.connection] = "close" }
    guardHeaders(of: &response, answer)
    if let visit, visit.choosesLanguage {
      response.setCookie(cookie(.language, visit.language.rawValue, visit))
    }
    return request.method == .head ? response.createHeadResponse() : response
  }

  private func answered(
    _ request: Request, _ context: ConsoleContext, _ visit: inout Visit?,
    _ deadline: Scheduled<Void>?
  ) async throws -> Answer {
    guard var now = visit else { throw Refusal.badRequest }
    let isPost = request.method == .post
    guard isPost || request.method == .get || request.method == .head else {
      throw Refusal.wrongMethod
    }
    if isPost {
      now.form = Form(try await body(of: request))
      deadline?.cancel()
      now.hasUnreadBody = false
      visit = now
    }
    if !isPost, let file = StaticFile(now.steps) { return file.answer }
    let isNew = try await findSession(&now, request, context)
    visit = now
    var answer = try await route(now, context, isPost: isPost)
    if isNew, let session = now.session {
      answer.response.setCookie(cookie(.session, session.key.text, now))
    }
    return answer
  }

  /// Finds out who asks; where a proxy says it, lets them in.
  ///
  /// - Returns: Whether the browser has to be told the session's key.
  private func findSession(
    _ visit: inout Visit, _ request: Request, _ context: ConsoleContext
  ) async throws -> Bool {
    // Watching is no request: a page left open does not keep somebody logged in.
    let isRequest = visit.steps.last != "events"
    guard case .header(let name) = settings.gate else {
      visit.session = await desk.session(visit.sessionKey, isRequest: isRequest)
      return false
    }
    // A page from elsewhere whose name has come to lead here could set the header, too.
    guard settings.isKnown(host: visit.host) else { throw Refusal.unknownHost }
    guard let address = context.address, settings.proxies.contains(address),
      let header = HTTPField.Name(name), request.headers[values: header].count == 1,
      let user = request.headers[header], isRoleName(user)
    else { throw Refusal.foreignProxy }
    let known = await desk.session(visit.sessionKey, isRequest: isRequest)
    if let known, known.userName == user {
      visit.session = known
      return false
    }
    visit.session = try await desk.admit(user: user)
    return true
  }

  /// Closes the connection of a request whose body is not there in time, or is never read: what
  /// trickles in holds nobody's place.
  ///
  /// - Returns: What to cancel once it is there; nil where there is no body.
  private func deadline(of request: Request, _ context: ConsoleContext) -> Scheduled<Void>? {
    guard hasBody(request) else { return nil }
    let channel = context.channel
    return channel.eventLoop.scheduleTask(in: TimeAmount(settings.bodyTime)) {
      channel.close(promise: nil)
    }
  }

  private func body(of request: Request) async throws -> String {
    let isForm = request.headers[.contentType]?.hasPrefix("application/x-www-form-urlencoded")
    guard isForm == true else { throw Refusal.badRequest }
    var request = request
    do {
      return String(buffer: try await request.collectBody(upTo: Self.bodyLimit))
    } catch is NIOTooManyBytesError {
      throw Refusal.tooLarge
    } catch {
      // Whoever sent it hung up, or was cut off.
      throw Refusal.badRequest
    }
  }

  /// A cookie that scripts do not see and other sites do not send.
  func cookie(
    _ name: CookieName, _ value: String, _ visit: Visit, maxAge: Int? = nil
  ) -> Cookie {
    Cookie(
      name: name.text(isSecure: visit.isSecure), value: value, maxAge: maxAge, path: "/",
      secure: visit.isSecure,
      httpOnly: true, sameSite: .strict)
  }
}

/// Whether a request says that it has a body.
private func hasBody(_ request: Request) -> Bool {
  request.headers[.transferEncoding] != nil
    || request.headers[.contentLength].map { $0 != "0" } ?? false
}

/// A role of the database: at most 63 bytes, none of which hides.
private func isRoleName(_ text: String) -> Bool {
  (1...63).contains(text.utf8.count) && visible(text) == text
}
#endif
