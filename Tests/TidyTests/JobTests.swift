import Foundation
import Testing

/// The scripts of jobs, run against stand-ins for what they would call.
@Suite struct JobTests {
  private static let jobs = SourceTree.root.appending(path: "jobs")

  @Test func scriptsPassShellcheck() throws {
    let scripts = SourceTree.files.filter { $0.text.hasPrefix("#!/usr/bin/env bash") }
    let sourced = SourceTree.files.filter { $0.path.hasSuffix(".sh") }
    let paths = Set((scripts + sourced).map { SourceTree.root.appending(path: $0.path).path() })
    #expect(paths.count >= 8)
    for path in paths.sorted() {
      let check = try Command(
        "shellcheck", ["-x", "--source-path=\(SourceTree.root.path())", path])
      #expect(check.status == 0, "\(check.output)")
    }
  }

  @Test func scriptsHaveTheirRunBit() {
    for file in SourceTree.files where file.text.hasPrefix("#!") {
      let path = SourceTree.root.appending(path: file.path).path()
      #expect(FileManager.default.isExecutableFile(atPath: path), "\(file.path)")
    }
  }

  @Test func testsAreTheTestsOfContinuousIntegration() throws {
    #expect(try SourceTree.text(".ci/run").contains("jobs/test"))
  }

  /// Whoever stops the night means the run that is at work, and nothing comes after it, even where
  /// it had published already.
  @Test(arguments: [0, 143]) func aNightHandsItsSignalOn(runEndsWith: Int) throws {
    let folder = try ScratchFolder()
    try folder.write("settings", "PGHOST=nowhere\n")
    try folder.write(
      "huizong",
      """
      #!/usr/bin/env bash
      trap 'echo stopped; exit \(runEndsWith)' TERM
      echo $$ >>"$(dirname "$0")/began"
      for turn in {1..300}; do sleep 0.1; done
      """)
    try FileManager.default.setAttributes(
      [.posixPermissions: 0o755], ofItemAtPath: folder.url.appending(path: "huizong").path())
    let script = """
      export HUIZONG_ENV_FILE="$1/settings" HUIZONG_BIN="$1/huizong"
      "$0" &
      until [ -s "$1/began" ]; do sleep 0.05; done
      kill -TERM $!
      wait $!
      status=$?
      kill -0 "$(cat "$1/began")" 2>/dev/null && exit 1
      exit "$status"
      """
    // The threads of tests hold signals back, and so would everything that they start.
    let released = """
      import os, signal, sys
      signal.pthread_sigmask(signal.SIG_SETMASK, [])
      os.execv("/usr/bin/bash", ["bash", "-c"] + sys.argv[1:])
      """
    let night = Self.jobs.appending(path: "nightly").path()
    let run = try Command("python3", ["-c", released, script, night, folder.url.path()])
    #expect(run.status == 143 && run.output.contains("stopped"), "\(run.output)")
    #expect(try folder.text("began").split(separator: "\n").count == 1)
  }

  @Test(arguments: ["demo", "test", "bench"])
  func missingPackagesAreNamed(job: String) throws {
    let machine = try Machine(userID: 1000, has: ["pkg-config"])
    let run = try machine.run(Self.jobs.appending(path: job))
    #expect(run.status == 77, "\(run.output)")
    #expect(run.output.contains("libpq-dev libxlsxwriter-dev postgresql"))
    #expect(!run.output.contains("pkg-config"))
    #expect(try machine.calls() == [])
  }

  @Test func missingPackagesAreInstalledBySudo() throws {
    let machine = try Machine(userID: 1000, has: ["pkg-config"], withSudo: true)
    let run = try machine.run(Self.jobs.appending(path: "test"), ["--filter", "Tidy"])
    #expect(run.status == 0, "\(run.output)")
    #expect(
      try machine.calls() == [
        "sudo -n true",
        "sudo mkdir -p /etc/postgresql-common/createcluster.d",
        "sudo tee /etc/postgresql-common/createcluster.d/huizong.conf",
        "sudo mkdir -p /etc/systemd/system",
        "sudo ln -sfn /dev/null /etc/systemd/system/pgbouncer.service",
        "sudo env DEBIAN_FRONTEND=noninteractive apt-get update -qq",
        "sudo env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "
          + "libpq-dev libxlsxwriter-dev postgresql shellcheck systemd openssl pgbouncer "
          + "python3-openpyxl libreoffice-calc-nogui python3-venv dpkg-dev libfaketime "
          + "locales",
        "swift format lint --strict --recursive Package.swift Sources Tests",
        "swift test --traits Console --disable-xctest --filter Tidy",
      ])
  }

  @Test func slipsArePlantedOnRequest() throws {
    let machine = try Machine(userID: 1000, has: ["python3"])
    try machine.program("python3", "echo \"python3 $*\" >> \"${0%/*}/../calls\"")
    let run = try machine.run(
      Self.jobs.appending(path: "test"), ["--defects", "--from", "3"])
    #expect(run.status == 0, "\(run.output)")
    #expect(try machine.calls() == ["python3 -B Tests/Defects --from 3"])
    try machine.program("sed", "exec /usr/bin/sed \"$@\"")
    let help = try machine.run(Self.jobs.appending(path: "test"), ["--help"])
    #expect(help.output.contains("`jobs/test --defects` plants"), "\(help.output)")
  }

  @Test func longPartsAreListedAndRun() throws {
    let machine = try Machine(userID: 1000, has: Self.packages)
    let job = Self.jobs.appending(path: "test")
    let list = try machine.run(job, ["--long"])
    #expect(list.status == 0)
    #expect(list.output.contains("\nfaults "), "\(list.output)")
    #expect(try machine.run(job, ["--long", "nothing"]).status == 64)
    #expect(try machine.calls() == [])
    try machine.program(
      "swift", "echo \"$* $HUIZONG_LONG ${HUIZONG_LONG_FROM-}\" >> \"${0%/*}/../calls\"")
    #expect(try machine.run(job, ["--long", "faults"]).status == 0)
    #expect(try machine.run(job, ["--long", "faults", "--from", "70"]).status == 0)
    #expect(try machine.run(job, ["--long", "tsan"]).status == 0)
    #expect(
      try machine.calls() == [
        "test --traits Console --disable-xctest --filter FaultTests faults ",
        "test --traits Console --disable-xctest --filter FaultTests faults 70",
        "test --traits Console --disable-xctest --filter ShardedMap|Night --sanitize=thread "
          + "--scratch-path .build/tsan tsan ",
      ])
  }

  /// A part whose tests were renamed would run none and look well.
  @Test func longPartsNameTests() throws {
    let parts =
      try SourceTree.text("jobs/test").split(separator: "long_parts='\n").dropFirst()
      .first?.prefix { $0 != "'" }.split(separator: "\n") ?? []
    #expect(parts.count >= 7)
    for part in parts {
      let words = part.split(separator: " ")
      for tests in words[1].split(separator: "|") {
        let isThere = SourceTree.files.contains { file in
          file.path.hasPrefix("Tests/") && file.path.hasSuffix("Tests.swift")
            && file.path.contains(tests)
        }
        #expect(isThere, "\(words[0]): \(tests)")
      }
    }
  }

  /// What reads the files of deploy is fetched once: these very tests run after it was.
  @Test func checksAreFetchedOnce() throws {
    let machine = try Machine(userID: 1000, has: [])
    for name in ["python3", "rm", "mkdir", "tar", "dpkg-deb", "checks/bin/pip"] {
      let log = "echo \"${0##*/} $*\" >> \"\(machine.folder.url.path())/calls\""
      try machine.program(name, log)
    }
    let script = """
      source \(Self.jobs.path())/packages.sh
      cd \(machine.folder.url.path())
      install_checks bin/checks
      install_checks bin/checks
      """
    try machine.folder.write("fetch", "set -euo pipefail\n\(script)\n")
    let run = try machine.run(machine.folder.url.appending(path: "fetch"))
    #expect(run.status == 0, "\(run.output)")
    let calls = try machine.calls()
    #expect(calls.filter { $0.hasPrefix("pip install") }.count == 1)
    #expect(calls.contains("apt-get download -qq prometheus"))
    #expect(try machine.folder.text("bin/checks/fetched").hasPrefix("kubernetes-validate=="))
  }

  private static let packages = [
    "libpq-dev", "libxlsxwriter-dev", "pkg-config", "postgresql", "shellcheck", "systemd",
    "openssl", "pgbouncer", "python3-openpyxl", "libreoffice-calc-nogui", "python3-venv",
    "dpkg-dev", "libfaketime", "locales",
  ]

  @Test func nothingIsInstalledWhenNothingIsMissing() throws {
    let machine = try Machine(userID: 1000, has: Self.packages)
    let run = try machine.run(Self.jobs.appending(path: "test"))
    #expect(run.status == 0, "\(run.output)")
    #expect(try machine.calls().allSatisfy { $0.hasPrefix("swift ") })
  }

  @Test func nightReadsItsSettings() throws {
    let machine = try Machine(userID: 1000, has: [])
    try machine.folder.write("a.env", "# where\n\nPGHOST=db.example\nPGDATABASE=a b=c\n")
    let run = try machine.run(
      Self.jobs.appending(path: "nightly"), ["--full"],
      ["HUIZONG_ENV_FILE": machine.folder.url.appending(path: "a.env").path(), "PGHOST": "near"])
    #expect(run.status == 75, "\(run.output)")
    #expect(run.output == "near|a b=c\n")
    #expect(try machine.calls() == ["huizong run --full"])
  }

  /// A little of what is published is verified after each night that went well.
  @Test func nightVerifiesAYear() throws {
    let machine = try Machine(userID: 1000, has: [])
    let run = try machine.run(
      Self.jobs.appending(path: "nightly"), ["--workers", "1"], ["HUIZONG_STATUS": "0"])
    #expect(run.status == 0, "\(run.output)")
    #expect(
      try machine.calls() == [
        "huizong run --workers 1", "huizong verify --rotate", "huizong audit verify",
      ])
  }

  /// What a verification finds is the night's own exit code, which a scheduler tells its operator.
  @Test func nightEndsAsItsVerification() throws {
    let machine = try Machine(userID: 1000, has: [])
    try machine.program("huizong", "[ \"$1\" = run ] || exit 70")
    #expect(try machine.run(Self.jobs.appending(path: "nightly")).status == 70)
  }

  @Test(arguments: ["PGHOST", "PATH=/tmp", "export PGHOST=a", "PGHOST =a"])
  func settingsOfAnotherFormAreRefused(line: String) throws {
    let machine = try Machine(userID: 1000, has: [])
    try machine.folder.write("a.env", line + "\n")
    let run = try machine.run(
      Self.jobs.appending(path: "nightly"), [],
      ["HUIZONG_ENV_FILE": machine.folder.url.appending(path: "a.env").path()])
    #expect(run.status == 78, "\(run.output)")
    #expect(try machine.calls() == [])
  }

  @Test(arguments: [
    ([], ["huizong run --requested"]),
    (["2023", "late"], ["huizong rerun 2023 --reason late"]),
  ])
  func yearIsAskedForAgain(arguments: [String], calls: [String]) throws {
    let machine = try Machine(userID: 1000, has: [])
    let run = try machine.run(Self.jobs.appending(path: "rerun-year"), arguments)
    #expect(run.status == 75, "the stand-in's own exit code")
    #expect(try machine.calls() == calls)
  }

  @Test func requestsAreWatched() throws {
    let machine = try Machine(userID: 1000, has: [])
    let run = try machine.run(
      Self.jobs.appending(path: "watch"), ["--workers", "1"], ["HUIZONG_STATUS": "143"])
    #expect(run.status == 143)
    #expect(run.output == "/var/run/postgresql|huizong\n")
    #expect(try machine.calls() == ["huizong watch --workers 1"])
  }

  @Test func yearWithoutReasonIsUsage() throws {
    let machine = try Machine(userID: 1000, has: [])
    #expect(try machine.run(Self.jobs.appending(path: "rerun-year"), ["2023"]).status == 64)
  }

  @Test func shippedSettingsHoldNoSecret() throws {
    for job in ["nightly", "rerun-year", "watch"] {
      let text = try SourceTree.text("jobs/\(job).env")
      #expect(!text.contains("PGPASSWORD"))
      #expect(!text.contains("password="))
    }
  }
}

/// A machine of stand-ins: what a script calls on it is written down, nothing is changed.
private struct Machine {
  let folder: ScratchFolder

  /// - Parameter has: The Debian packages that are installed.
  init(userID: Int, has packages: [String], withSudo: Bool = false) throws {
    folder = try ScratchFolder()
    let log = "echo \"${0##*/} $*\" >> \"${0%/*}/../calls\""
    let known = packages.joined(separator: "|")
    try folder.write("calls", "")
    try program("id", "echo \(userID)")
    try program(
      "dpkg-query", "case \"$3\" in \(known.isEmpty ? "-" : known)) printf installed;; esac")
    try program("swift", log)
    try program("apt-get", log)
    try program("huizong", "\(log); echo \"${PGHOST-}|${PGDATABASE-}\"; exit ${HUIZONG_STATUS-75}")
    if withSudo { try program("sudo", "\(log); [ \"$1\" != tee ] || while read -r _; do :; done") }
    for name in ["bash", "dirname", "env"] {
      try program(name, "exec /usr/bin/\(name) \"$@\"")
    }
  }

  /// Runs a script with nothing on its PATH but the stand-ins.
  func run(
    _ script: URL, _ arguments: [String] = [], _ settings: [String: String] = [:]
  ) throws -> Command {
    let path = ["PATH": folder.url.appending(path: "bin").path(), "CI": "true"]
    return try Command(
      "bash", [script.path()] + arguments,
      environment: path.merging(settings) { $1 })
  }

  func calls() throws -> [String] {
    try folder.text("calls").split(separator: "\n").map(String.init)
  }

  func program(_ name: String, _ body: String) throws {
    try folder.write("bin/\(name)", "#!/bin/bash\n\(body)\n", isProgram: true)
  }
}
