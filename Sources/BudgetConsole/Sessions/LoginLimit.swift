#if Console
/// Counts failed logins, so that passwords cannot be guessed by trying: a few of one user, and many
/// of all, shut the door for a while.
struct LoginLimit {
  /// Failures of one user that are too many.
  static let userLimit = 5
  /// Failures of everybody that are too many; also bounds what is remembered.
  static let totalLimit = 100
  /// How long a failure counts.
  static let memory = Duration.seconds(300)

  /// One attempt to come in.
  struct Attempt: Equatable {
    fileprivate let number: Int
  }

  private var failures: [(user: String, at: ContinuousClock.Instant, attempt: Attempt)] = []
  private var count = 0

  /// Whether somebody may try.
  mutating func admits(_ user: String, at now: ContinuousClock.Instant) -> Bool {
    failures.removeAll { now - $0.at > Self.memory }
    return failures.count < Self.totalLimit
      && failures.count { $0.user == user } < Self.userLimit
  }

  /// Remembers that somebody tries. Before it is known how it ends: many at once must not pass.
  mutating func note(_ user: String, at now: ContinuousClock.Instant) -> Attempt {
    count += 1
    let attempt = Attempt(number: count)
    failures.append((user, now, attempt))
    return attempt
  }

  /// Forgets one attempt that came to nothing, and none beside it.
  mutating func forget(_ attempt: Attempt) { failures.removeAll { $0.attempt == attempt } }

  /// Forgets the failures of somebody who has proved who they are.
  mutating func forget(_ user: String) { failures.removeAll { $0.user == user } }
}
#endif
