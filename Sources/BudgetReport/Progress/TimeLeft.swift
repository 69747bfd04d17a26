/// How long a piece of work still takes, judged by what it has taken so far.
public enum TimeLeft {
  /// Before so long, starting up weighs too much to tell anything.
  private static let shortestBasis = Duration.seconds(2)
  /// So many parts in a hundred must be done, too.
  private static let smallestPercent = 2

  /// The time left, if the rest goes as fast as what is done; nil where there is no basis yet, and
  /// where all is done: what is still going on then has not been counted.
  public static func estimated(done: Int, of total: Int, after elapsed: Duration) -> Duration? {
    guard done > 0, done < total, elapsed >= shortestBasis,
      Int128(done) * 100 >= Int128(total) * Int128(smallestPercent)
    else { return nil }
    let milliseconds = Int128(elapsed / .milliseconds(1))
    return .milliseconds(Int64(milliseconds * Int128(total - done) / Int128(done)))
  }

  /// A span for people, no more exact than a guess is: seconds, in fives from 15 on, minutes, hours
  /// with tens of minutes; rounded up.
  static func text(_ span: Duration) -> Phrase {
    let seconds = max(1, roundedUp(Int(span / .milliseconds(1)), to: 1000) / 1000)
    if seconds < 15 { return Phrase("\(seconds) 秒", "\(seconds) s") }
    if seconds <= 55 {
      let fives = roundedUp(seconds, to: 5)
      return Phrase("\(fives) 秒", "\(fives) s")
    }
    let minutes = roundedUp(seconds, to: 60) / 60
    if minutes < 60 { return Phrase("\(minutes) 分钟", "\(minutes) min") }
    let tens = roundedUp(minutes, to: 10)
    return Phrase("\(tens / 60) 小时 \(tens % 60) 分", "\(tens / 60) h \(tens % 60) min")
  }

  private static func roundedUp(_ number: Int, to step: Int) -> Int {
    (number + step - 1) / step * step
  }
}
