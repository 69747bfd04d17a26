import ArgumentParser
import BudgetReport
import BudgetStore

/// A command of `huizong`: what it does, without how it fails.
protocol HuizongCommand: AsyncParsableCommand {
  var output: OutputOptions { get }

  /// Does the work; whatever it throws becomes a message and an exit code in one place.
  func perform(_ console: Console) async throws
}

extension HuizongCommand {
  func run() async throws {
    let console = Console(output)
    do {
      try Failpoint.expectPermission()
      try await perform(console)
    } catch let exit as ExitCode {
      throw exit
    } catch let usage as ValidationError {
      throw usage
    } catch {
      let failure = Failure(error)
      console.report(failure)
      throw ExitCode(failure.exitCode)
    }
  }
}
