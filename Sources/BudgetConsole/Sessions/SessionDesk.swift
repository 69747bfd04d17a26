#if Console
import BudgetReport
import BudgetStore
import Hummingbird
import Logging
import PostgresClient

/// Who is logged in. It lives in memory only: after a restart everybody logs in again.
actor SessionDesk {
  private struct Entry {
    let session: Session
    var usedAt: ContinuousClock.Instant
  }

  private let settings: ConsoleSettings
  private let database: DatabaseAddress
  private let log: Logger
  private var entries: [Secret: Entry] = [:]
  private var limit = LoginLimit()
  /// How many are about to come: they need a place, too.
  private var arrivals = 0

  init(_ settings: ConsoleSettings, _ database: @escaping DatabaseAddress, _ log: Logger) {
    self.settings = settings
    self.database = database
    self.log = log
  }

  /// Lets somebody in by their password.
  ///
  /// - Throws: `Refusal`.
  func logIn(
    user: String, password: String, from address: NetworkAddress?
  ) async throws -> Session {
    let now = ContinuousClock.now
    let origin = LoginLimit.Origin(user: user, address: address)
    guard limit.admits(origin, at: now) else {
      log.warning(
        "console: login refused, too many failures", metadata: ["user": "\(visible(user))"])
      throw Refusal.tooManyAttempts
    }
    let (wait, attempt) = (limit.wait, limit.note(origin, at: now))
    do {
      if wait > .zero { try await Task.sleep(for: wait) }
      let session = try await open(user, password: password)
      limit.forget(origin)
      return session
    } catch let refusal as Refusal {
      // Nobody has guessed anything where the database was not there, or all places were taken.
      if refusal.status == .serviceUnavailable { limit.forget(attempt) }
      throw refusal
    }
  }

  /// Lets somebody in whom a trusted proxy names.
  ///
  /// - Throws: `Refusal`.
  func admit(user: String) async throws -> Session {
    let known = entries.values.first { isAlive($0, .now) && $0.session.userName == user }
    if let known { return known.session }
    return try await open(user, password: nil)
  }

  /// The session of a key; nil where it has ended.
  ///
  /// - Parameter isRequest: Whether somebody asked for a page, so that the session stays alive.
  func session(_ key: Secret?, isRequest: Bool = true) -> Session? {
    let now = ContinuousClock.now
    entries = entries.filter { isAlive($0.value, now) }
    guard let key, let entry = entries[key] else { return nil }
    if isRequest { entries[key]?.usedAt = now }
    return entry.session
  }

  /// Ends a session; its connection closes once nothing uses it any more.
  func end(_ session: Session) {
    guard entries.removeValue(forKey: session.key) != nil else { return }
    log.info("console: logout", metadata: ["user": "\(visible(session.userName))"])
  }

  private func isAlive(_ entry: Entry, _ now: ContinuousClock.Instant) -> Bool {
    now - entry.usedAt < settings.idleTime && now - entry.session.openedAt < settings.lifetime
  }

  private func open(_ user: String, password: String?) async throws -> Session {
    let now = ContinuousClock.now
    entries = entries.filter { isAlive($0.value, now) }
    guard entries.count + arrivals < settings.sessionLimit else { throw Refusal.full }
    arrivals += 1
    defer { arrivals -= 1 }
    do {
      var address = try await database()
      address.user = user
      address.password = password
      address.applicationName += "/console"
      address.statementTimeoutSeconds = settings.statementSeconds
      let connection = try await PersonalConnection.open(
        address, needsPassword: password != nil)
      let session = try Session(
        connection, hasPassword: password != nil, openedAt: now)
      giveWay(to: session)
      entries[session.key] = Entry(session: session, usedAt: .now)
      log.info("console: login", metadata: ["user": "\(visible(user))"])
      return session
    } catch let error as PostgresError
      where error.isPermission || error.hadPassword && !error.isCrowded
    {
      log.warning(
        "console: login failed",
        metadata: ["user": "\(visible(user))", "reason": "\(visible(error.message))"])
      throw password == nil ? Refusal.readsNothing : Refusal.wrongPassword
    } catch let error as PostgresError {
      log.error("console: \(visible(error.message))")
      throw Refusal(of: error)
    }
  }

  /// Of too many sessions of one user the one that was left alone longest ends: what was forgotten
  /// elsewhere takes nobody's place.
  private func giveWay(to session: Session) {
    let own = entries.values.filter { $0.session.userName == session.userName }
    guard own.count >= settings.userSessionLimit,
      let oldest = own.min(by: { $0.usedAt < $1.usedAt })
    else { return }
    end(oldest.session)
  }
}
#endif
