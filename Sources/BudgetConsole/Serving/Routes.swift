#if Console
import BudgetReport
import BudgetStore
import Hummingbird
import Logging
import PostgresClient

/// Which page answers what.
extension ConsoleResponder {
  func route(
    _ visit: Visit, _ context: ConsoleContext, isPost: Bool
  ) async throws -> Answer {
    if visit.steps == ["login"] {
      return isPost ? try await logIn(visit, from: address(of: visit, context)) : loginPage(visit)
    }
    guard let session = visit.session else {
      guard !isPost else { throw Refusal.staleForm }
      return Answer(leadingTo: .login)
    }
    guard isPost else { return try await page(visit, session) }
    guard visit.isOurs(session.formKey) else { throw Refusal.staleForm }
    return try await act(visit, session)
  }

  private func page(_ visit: Visit, _ session: Session) async throws -> Answer {
    let desk = Browsing(visit: visit, session: session, settings: settings)
    switch visit.steps.first {
    case nil: return try await desk.years()
    case "years" where visit.steps.count == 2: return try await desk.year(visit.steps[1])
    case "cell" where visit.steps.count == 1: return try await desk.cell()
    case "lines" where visit.steps.count == 1: return try await desk.lines()
    case "anomalies" where visit.steps.count == 1: return try await desk.anomalies()
    case "anomalies" where visit.steps.count == 2:
      return try await desk.anomaly(try id(visit.steps[1]))
    case "runs" where visit.steps.count == 1: return try await desk.runs()
    case "runs" where visit.steps.count == 2: return try await desk.run(try id(visit.steps[1]))
    case "runs" where visit.steps.count == 3 && visit.steps[2] == "events":
      return try await events(of: try id(visit.steps[1]), session, visit)
    default: throw Refusal.notFound
    }
  }

  private func act(_ visit: Visit, _ session: Session) async throws -> Answer {
    let desk = Browsing(visit: visit, session: session, settings: settings)
    switch visit.steps.first {
    case "logout" where visit.steps.count == 1: return await logOut(visit, session)
    case "reruns" where visit.steps.count == 1: return try await desk.requestRerun()
    case "anomalies" where visit.steps.count == 3 && visit.steps[2] == "answer":
      return try await desk.answer(try id(visit.steps[1]))
    default: throw Refusal.notFound
    }
  }

  private func id(_ text: String) throws -> Int64 {
    guard let id = Int64(text), id > 0, String(id) == text else { throw Refusal.notFound }
    return id
  }
}

/// Coming and going.
extension ConsoleResponder {
  private func loginPage(_ visit: Visit, _ refusal: Refusal? = nil) -> Answer {
    guard visit.session == nil else { return Answer(leadingTo: .years) }
    let key = visit.loginKey ?? Secret()
    var answer = Answer(
      LoginPage(visit: visit, key: key, refusal: refusal).html, refusal?.status ?? .ok)
    answer.response.setCookie(cookie(.login, key.text, visit))
    return answer
  }

  /// Where somebody is: a proxy says of whom it speaks for, and nobody else does.
  private func address(of visit: Visit, _ context: ConsoleContext) -> NetworkAddress? {
    guard let address = context.address, settings.proxies.contains(address) else {
      return context.address
    }
    // Each proxy adds whom it was spoken to by: the last that is none of ours is the visitor.
    let outside = visit.forwardedFor.last { entry in
      entry.map { !settings.proxies.contains($0) } ?? true
    }
    return outside ?? nil
  }

  private func logIn(_ visit: Visit, from address: NetworkAddress?) async throws -> Answer {
    guard settings.gate == .password else { throw Refusal.wrongMethod }
    guard visit.isOurs(visit.loginKey) else { throw Refusal.staleForm }
    guard let user = visit.form.word("user", limit: 63), let password = visit.form["password"],
      !password.utf8.contains(0)
    else { return loginPage(visit, .wrongPassword) }
    do {
      let session = try await desk.logIn(user: user, password: password, from: address)
      // Whoever logs in again gives back the place of before.
      if let former = visit.session { await desk.end(former) }
      var answer = Answer(leadingTo: .years)
      answer.response.setCookie(cookie(.session, session.key.text, visit))
      answer.response.setCookie(cookie(.login, "", visit, maxAge: 0))
      return answer
    } catch let refusal as Refusal {
      return loginPage(visit, refusal)
    }
  }

  private func logOut(_ visit: Visit, _ session: Session) async -> Answer {
    await desk.end(session)
    var answer = Answer(leadingTo: .login)
    answer.response.setCookie(cookie(.session, "", visit, maxAge: 0))
    return answer
  }
}

/// What is answered where something cannot be.
extension ConsoleResponder {
  func refused(_ error: any Error, _ visit: Visit?) -> Answer {
    let refusal = refusal(for: error)
    let language = visit?.language ?? .chinese
    return Answer(
      RefusalPage(refusal: refusal, language: language, session: visit?.session).html,
      refusal.status)
  }

  private func refusal(for error: any Error) -> Refusal {
    if let refusal = error as? Refusal { return refusal }
    guard let error = error as? PostgresError else {
      log.error("console: \(error)")
      return Refusal(
        .internalServerError, "控制台出错,已记入日志", "The console has failed; its log says how")
    }
    if let reason = error.place.constraint.flatMap(Vocabulary.refusal) {
      return Refusal(error.isPermission ? .forbidden : .unprocessableContent, reason)
    }
    if !error.isPermission { log.error("console: \(error)") }
    return Refusal(of: error)
  }
}
#endif
