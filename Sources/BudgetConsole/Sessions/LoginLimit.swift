#if Console
/// Counts failed logins, so that passwords cannot be guessed by trying.
///
/// Whoever guesses shuts the door for themselves: for a user from where they are, and for everybody
/// there where they try many users. What comes from everywhere together only slows. A user whose
/// name is tried from many addresses is refused for a while: the price of bounding guesses at all.
struct LoginLimit {
  /// Failures of one user from one address that are too many.
  static let userLimit = 5
  /// Failures of one user from all addresses that are too many.
  static let wideUserLimit = 25
  /// Failures of all users from one address that are too many.
  static let addressLimit = 20
  /// Of so many failures of everybody, each adds a second to the next attempt.
  static let slowingCount = 100
  /// The longest that an attempt waits.
  static let longestWait = Duration.seconds(3)
  /// So many failures are remembered; the oldest are forgotten first.
  static let rememberedCount = 4096
  /// How long a failure counts.
  static let memory = Duration.seconds(300)

  /// Who tries, and from where; nil where that tells nobody from others.
  struct Origin: Hashable {
    let user: String
    let address: NetworkAddress?

    init(user: String, address: NetworkAddress?) {
      self.user = user
      // Through a proxy that was not named, everybody comes from this machine.
      self.address = address.flatMap { $0.isLoopback ? nil : $0.network }
    }
  }

  /// One attempt to come in.
  struct Attempt: Equatable {
    fileprivate let number: Int
  }

  private var failures: [(origin: Origin, at: ContinuousClock.Instant, attempt: Attempt)] = []
  private var count = 0

  /// Whether somebody may try.
  mutating func admits(_ origin: Origin, at now: ContinuousClock.Instant) -> Bool {
    failures.removeAll { now - $0.at > Self.memory }
    let ofUser = failures.lazy.filter { $0.origin.user == origin.user }
    guard ofUser.count < Self.wideUserLimit,
      ofUser.filter({ $0.origin == origin }).count < Self.userLimit
    else { return false }
    guard let address = origin.address else { return true }
    return failures.count { $0.origin.address == address } < Self.addressLimit
  }

  /// How long an attempt waits before it is looked at.
  var wait: Duration {
    min(.seconds(failures.count / Self.slowingCount), Self.longestWait)
  }

  /// Remembers that somebody tries. Before it is known how it ends: many at once must not pass.
  mutating func note(_ origin: Origin, at now: ContinuousClock.Instant) -> Attempt {
    count += 1
    let attempt = Attempt(number: count)
    failures.append((origin, now, attempt))
    if failures.count > Self.rememberedCount { failures.removeFirst() }
    return attempt
  }

  /// Forgets one attempt that came to nothing, and none beside it.
  mutating func forget(_ attempt: Attempt) { failures.removeAll { $0.attempt == attempt } }

  /// Forgets the failures of somebody who has proved who they are; those from elsewhere may be
  /// somebody else's.
  mutating func forget(_ origin: Origin) { failures.removeAll { $0.origin == origin } }
}
#endif
