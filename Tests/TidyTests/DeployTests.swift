import Foundation
import Testing

/// The files of deploy, read by the programs that would run them.
@Suite struct DeployTests {
  /// Where the files say that the checkout lies.
  private static let installed = "/opt/huizong"
  private static let units = [
    "huizong@.service", "huizong@nightly.timer", "huizong@rerun-year.timer",
    "huizong@rerun-year.service.d/every-minute.conf",
    "huizong@watch.service.d/always-on.conf", "huizong-console.service",
  ]
  private static let services = [
    "huizong@nightly", "huizong@rerun-year", "huizong@watch", "huizong-console",
  ]

  @Test func unitsAreWellFormed() throws {
    let run = try verify()
    #expect(run.status == 0)
    #expect(run.output == "")
  }

  @Test func seesAnUnknownKey() throws {
    let run = try verify { $0.replacing("NoNewPrivileges", with: "NoNewPrivilege") }
    #expect(run.output.contains("Unknown key"))
  }

  @Test(arguments: services)
  func serviceIsNotExposed(service: String) throws {
    #expect(try exposureStatus(service) == 0)
    #expect(try exposureStatus(service) { $0.replacing("CapabilityBoundingSet=", with: "#") } != 0)
  }

  /// A line that takes something away is preceded, in its group, by why.
  @Test(arguments: ["huizong@", "huizong-console"])
  func serviceSaysWhy(service: String) throws {
    let lines = try SourceTree.text("deploy/systemd/\(service).service").split(separator: "\n")
    let start = try #require(lines.firstIndex { $0.hasPrefix("# What follows takes away") })
    let end = try #require(lines.firstIndex { $0 == "SystemCallErrorNumber=EPERM" })
    #expect(lines[start + 1].hasPrefix("# "))
    let longest = lines[start...end].split { $0.hasPrefix("#") }.map(\.count).max()
    #expect((longest ?? 99) <= 10)
  }

  @Test(arguments: [("huizong", "huizong@"), ("huizong-console", "huizong-console")])
  func userIsMade(user: String, service: String) throws {
    let folder = try ScratchFolder()
    let file = try SourceTree.text("deploy/systemd/\(user).sysusers")
    try folder.write("etc/sysusers.d/\(user).conf", file)
    let run = try Command("systemd-sysusers", ["--root", folder.url.path()])
    #expect(run.status == 0, "\(run.output)")
    let made = try folder.text("etc/passwd")
    let line = try #require(made.split(separator: "\n").first { $0.hasPrefix("\(user):x:") })
    #expect(line.hasSuffix(":/nonexistent:/usr/sbin/nologin"), "\(line)")
    let unit = try SourceTree.text("deploy/systemd/\(service).service")
    #expect(unit.contains("\nUser=\(user)\n"))
  }

  @Test func nightBeginsAtHalfPastOneInShanghai() throws {
    let timer = try SourceTree.text("deploy/systemd/huizong@nightly.timer")
    let line = try #require(timer.split(separator: "\n").first { $0.hasPrefix("OnCalendar=") })
    let run = try Command(
      "systemd-analyze", ["calendar", "--base-time=2026-01-01 UTC", String(line.dropFirst(11))])
    #expect(run.output.contains("17:30:00 UTC"), "\(run.output)")
    #expect(timer.contains("\nPersistent=true\n"))
  }

  /// A password that was in memory is not left on a disk.
  @Test func nothingIsDumped() throws {
    for service in ["huizong@", "huizong-console"] {
      let unit = try SourceTree.text("deploy/systemd/\(service).service")
      #expect(unit.contains("\nLimitCORE=0\n"), "\(service)")
    }
  }

  @Test func exitCodesDecideOnAnotherTry() throws {
    let service = try SourceTree.text("deploy/systemd/huizong@.service")
    #expect(service.contains("\nSuccessExitStatus=75\n"))
    #expect(service.contains("\nRestartPreventExitStatus=64 65 70 73 77 78\n"))
  }

  /// The watch is a service and no job; what is safe for jobs holds for it, too.
  @Test func watchStaysOn() throws {
    let dropIn = try SourceTree.text("deploy/systemd/huizong@watch.service.d/always-on.conf")
    #expect(dropIn.contains("\nType=exec\n"))
    #expect(dropIn.contains("\nSuccessExitStatus=130 143\n"))
    #expect(dropIn.contains("\nWantedBy=multi-user.target\n"))
  }

  @Test func crontabCallsJobsThatExist() throws {
    let text = try SourceTree.text("deploy/cron/huizong")
    #expect(text.contains("\nJOBS=\(Self.installed)/jobs\n"))
    let lines = text.replacing("$JOBS", with: SourceTree.root.path() + "jobs").split(
      separator: "\n")
    let entries = lines.compactMap {
      $0.wholeMatch(of: /((?:[0-9*]+ ){5})huizong flock -n -E 75 (\S+) (\S+) >\/dev\/null/)
    }
    #expect(entries.map { String($0.1) } == ["30 1 * * * ", "* * * * * "])
    for entry in entries {
      #expect(FileManager.default.isExecutableFile(atPath: String(entry.3)), "\(entry.3)")
      #expect(entry.2 == entry.3, "the lock is the job's own file")
    }
    #expect(lines.contains("CRON_TZ=Asia/Shanghai"))
    let path = try #require(lines.first { $0.hasPrefix("PATH=") }).dropFirst(5)
    #expect(path.split(separator: ":").allSatisfy { $0.hasPrefix("/") })
  }

  /// What `systemd-analyze verify` says; it ends with 0 on an unknown key, so its words count too.
  private func verify(_ change: (String) -> String = { $0 }) throws -> Command {
    let folder = try installedUnits(change)
    let jobs =
      Self.services.map { "\($0).service" } + ["huizong@nightly.timer", "huizong@rerun-year.timer"]
    return try Command(
      "systemd-analyze",
      ["verify", "--man=no"] + jobs.map { folder.url.appending(path: $0).path() })
  }

  private func exposureStatus(
    _ service: String, _ change: (String) -> String = { $0 }
  ) throws -> Int32 {
    let folder = try installedUnits(change)
    let unit = folder.url.appending(path: "\(service).service").path()
    return try Command(
      "systemd-analyze", ["security", "--offline=true", "--threshold=15", unit]
    ).status
  }

  /// A copy of the units that finds the jobs in this checkout.
  private func installedUnits(_ change: (String) -> String) throws -> ScratchFolder {
    let folder = try ScratchFolder()
    let root = SourceTree.root.path().dropLast()  // its slash
    for unit in Self.units {
      let text = try SourceTree.text("deploy/systemd/\(unit)")
      let placed = text.replacing(Self.installed, with: root)
        .replacing("/usr/local/bin/huizong-console", with: "/bin/true")
      try folder.write(unit, change(placed))
    }
    return folder
  }
}
