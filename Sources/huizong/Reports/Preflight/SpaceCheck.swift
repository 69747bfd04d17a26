import BudgetReport
import BudgetStore
import Foundation

extension PreflightCheck {
  /// What a night may write, beside what is free where this machine can see it.
  ///
  /// SQL does not tell what is free; a night that finds the disk full takes everything back and
  /// ends with 73.
  static func space(_ space: SpaceInspection, isLocal: Bool) -> PreflightCheck {
    let title = Phrase("空间", "space")
    let needed = space.estimatedBytes
    let estimate = Phrase(
      "一次全部重算约写 \(size(needed))", "a night of all years writes about \(size(needed))")
    let place = space.folder ?? "data_directory"
    guard isLocal, let folder = space.folder, let free = freeBytes(in: folder) else {
      return PreflightCheck(
        "space", title,
        Phrase(
          "\(estimate(.chinese)),看不到剩余空间",
          "\(estimate(.english)); what is free cannot be seen from here"), .risky, unless: false,
        isLocal && space.folder == nil
          ? Phrase(
            "请在服务器上用 df 查看;或 GRANT pg_read_all_settings TO \(Self.batch) 让本检查看到目录",
            "look with df on the server; or GRANT pg_read_all_settings TO \(Self.batch), "
              + "which shows the folder to this check")
          : Phrase("请在服务器上查看:df -h \(place)", "look on the server: df -h \(place)"))
    }
    let found = Phrase(
      "\(estimate(.chinese)),\(folder) 剩余 \(size(free))",
      "\(estimate(.english)), \(size(free)) are free in \(folder)")
    let advice = Phrase(
      "请腾出或增加空间;huizong gc --dry-run 列出可删的旧发布",
      "make room; huizong gc --dry-run names old publications that can go")
    guard free >= needed else {
      return PreflightCheck("space", title, found, 73, unless: false, advice)
    }
    return PreflightCheck("space", title, found, .risky, unless: free / 2 >= needed, advice)
  }

  private static let batch = "huizong_batch"

  /// What an ordinary user may still write to the file system of a folder; nil where it cannot be
  /// told. The corresponding C function is `statvfs`.
  private static func freeBytes(in folder: String) -> Int64? {
    var status = statvfs()
    guard statvfs(folder, &status) == 0 else { return nil }
    return Int64(clamping: UInt64(status.f_bavail) * UInt64(status.f_frsize))
  }

  /// A size to two or three digits, for people.
  static func size(_ bytes: Int64) -> String {
    var (value, unit) = (bytes, 0)
    let units = ["kB", "MB", "GB", "TB"]
    value = (value + 1023) / 1024
    while value >= 10_000, unit < units.count - 1 {
      value = (value + 512) / 1024
      unit += 1
    }
    return "\(value) \(units[unit])"
  }
}
