#if Console
import BudgetStore

/// Somebody who has logged in.
final class Session: Sendable {
  /// What the browser's cookie holds.
  let key = Secret()
  /// What every form of theirs holds.
  let formKey = Secret()
  /// Their connection.
  let connection: PersonalConnection
  /// Whose figures they read.
  let reader: PublishedReader
  /// Whether they came by a password, and not through a proxy that would let them in again.
  let hasPassword: Bool
  /// When they came.
  let openedAt: ContinuousClock.Instant

  /// Their name in the database.
  var userName: String { connection.rights.userName }
  var rights: SessionRights { connection.rights }

  /// - Throws: `Refusal` where the role reads nothing.
  init(
    _ connection: PersonalConnection, hasPassword: Bool, openedAt: ContinuousClock.Instant
  ) throws {
    guard let scope = connection.rights.scope else { throw Refusal.readsNothing }
    self.connection = connection
    self.hasPassword = hasPassword
    reader = PublishedReader(scope)
    self.openedAt = openedAt
  }
}
#endif
