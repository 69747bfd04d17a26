import Foundation

/// How often a test repeats itself: a little in an ordinary run, much in its part of
/// `jobs/test --long PART`, which sets `HUIZONG_LONG`.
public enum LongRun {
  /// The number of repetitions of a test that belongs to a part.
  public static func count(_ part: String, normally: Int, long: Int) -> Int {
    ProcessInfo.processInfo.environment["HUIZONG_LONG"] == part ? long : normally
  }
}
