import Foundation

/// How much memory a run that reads all lines takes at most, and how much it may.
///
/// Asked before anything is read: a process that the kernel ends tells nobody why.
struct MemoryNeed {
  /// What a run takes besides its lines.
  private static let baseBytes = 64 << 20
  /// What it keeps of a line at most, in leaf totals, findings and restated cells. Measured:
  /// 0.74 GB at ten million lines, half of whose codes and units change over ten years.
  private static let bytesPerLine = 72

  let lineCount: Int

  var bytes: Int { Self.baseBytes + lineCount * Self.bytesPerLine }

  /// - Throws: `StoreError` where the machine, the container or the shell gives less.
  func expectRoom(_ limits: [MemoryLimit] = MemoryLimit.all()) throws {
    let short = limits.filter { $0.bytes < bytes + $0.besideBytes }
    guard let least = short.min(by: { $0.bytes - $0.besideBytes < $1.bytes - $1.besideBytes })
    else { return }
    // Rounded apart, so that what is short is seen to be.
    let need = (bytes + least.besideBytes + (1 << 20) - 1) >> 20
    let room = least.bytes >> 20
    throw StoreError(
      .tooLittleMemory,
      StoreError.Words(
        "\(subject.chinese)可能需要 \(need) MB 内存,而 \(least.chineseSource) 只允许 \(room) MB",
        "\(subject.english) may take \(need) MB of memory, and \(least.source) allows \(room) MB"),
      hint: lineCount == 0
        ? StoreError.Words("请放宽限制", "allow more")
        : StoreError.Words(
          "请放宽限制,或按年度运行:huizong run --year",
          "allow more, or run single years: huizong run --year"))
  }

  /// What would take it; nobody has counted the lines of a run of single years.
  private var subject: StoreError.Words {
    lineCount == 0
      ? StoreError.Words("程序本身", "the program by itself")
      : StoreError.Words("\(lineCount) 行", "\(lineCount) lines")
  }
}

/// A bound of what this process may use.
struct MemoryLimit {
  /// Who sets it, such as `memory.max` of a container.
  let source: String
  var chineseSource: String { source == Self.machine ? "本机" : source }
  let bytes: Int
  /// What it counts that is no memory: addresses of libraries, stacks and threads' own heaps.
  var besideBytes = 0

  /// Addresses that a process takes and hardly uses: 329 MB of them were seen at two cores; a heap
  /// of its own for each thread takes 64 MB. With less, libraries below this program do not fail:
  /// they wait without end for more.
  private static var addressBytes: Int {
    (256 << 20) + ProcessInfo.processInfo.activeProcessorCount * (64 << 20)
  }

  private static let machine = "the machine"

  /// The bounds that are set here: of the machine, the shell and every control group around it.
  ///
  /// - Parameter root: Where the files of the kernel stand.
  static func all(under root: String = "") -> [MemoryLimit] {
    var limits = groups(under: root)
    var shell = rlimit()
    if getrlimit(__rlimit_resource_t(RLIMIT_AS.rawValue), &shell) == 0,
      let bytes = Int(exactly: shell.rlim_cur)
    {
      limits.append(
        MemoryLimit(source: "ulimit -v", bytes: bytes, besideBytes: addressBytes))
    }
    let machine = Int(clamping: ProcessInfo.processInfo.physicalMemory)
    return limits + [MemoryLimit(source: Self.machine, bytes: machine)]
  }

  /// Source: cgroups(7). A line of `/proc/self/cgroup` is `number:controllers:path`; version 2 has
  /// no controllers. A group is held to the limits of those above it.
  private static func groups(under root: String) -> [MemoryLimit] {
    let own = (try? String(contentsOfFile: root + "/proc/self/cgroup", encoding: .utf8)) ?? ""
    return own.split(separator: "\n").flatMap { line -> [MemoryLimit] in
      let parts = line.split(separator: ":", maxSplits: 2, omittingEmptySubsequences: false)
      guard parts.count == 3 else { return [] }
      let (folder, file): (String, String)
      switch parts[1] {
      case "": (folder, file) = ("/sys/fs/cgroup", "memory.max")
      case "memory": (folder, file) = ("/sys/fs/cgroup/memory", "memory.limit_in_bytes")
      default: return []
      }
      let names = parts[2].split(separator: "/")
      return (0...names.count).compactMap { depth in
        let path = ([folder] + names.prefix(depth).map(String.init) + [file])
          .joined(separator: "/")
        guard let text = try? String(contentsOfFile: root + path, encoding: .utf8) else {
          return nil
        }
        // "max" is none.
        return Int(text.filter(\.isNumber)).map { MemoryLimit(source: path, bytes: $0) }
      }
    }
  }
}
