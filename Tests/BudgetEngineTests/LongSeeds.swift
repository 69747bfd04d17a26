import Foundation

/// The seeds of a test that draws districts: a few in an ordinary run, many in its part of
/// `jobs/test --long PART`, which tells how far it is and begins at `HUIZONG_LONG_FROM` where it
/// was stopped before.
enum LongSeeds {
  /// The seeds of one of `count` cases that share the work.
  static func seeds(
    _ part: String, normally: Int, long: Int, case number: Int, of count: Int
  ) -> some Sequence<UInt64> {
    let settings = ProcessInfo.processInfo.environment
    let isLong = settings["HUIZONG_LONG"] == part
    let first = isLong ? settings["HUIZONG_LONG_FROM"].flatMap { Int($0) } ?? 0 : 0
    let end = isLong ? long : normally
    return stride(from: first + number, to: max(first, end), by: count).lazy.map { seed in
      if isLong, seed % 200 < count {
        FileHandle.standardError.write(Data("\(part): seed \(seed)\n".utf8))
      }
      return UInt64(seed)
    }
  }
}
