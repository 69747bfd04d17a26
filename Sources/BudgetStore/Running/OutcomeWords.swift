import BudgetEngine

extension RunReceipt.Outcome {
  /// Why nothing was published, as the row of the run says it in Chinese; nil of others.
  var words: StoreError.Words? {
    switch self {
    case .upToDate:
      StoreError.Words(
        "输入没有变化,已发布的数字仍然有效", "nothing has changed, what is published stands")
    case .nothingToConsolidate:
      StoreError.Words("没有可汇总的报送", "no submissions, nothing to consolidate")
    case .published, .dryRun, .nothingRequested: nil
    }
  }
}

extension RunRow {
  /// What it said at its end, in English; nil where it said so in Chinese only.
  public var englishMessage: String? {
    [RunReceipt.Outcome.upToDate, .nothingToConsolidate].compactMap(\.words)
      .first { $0.chinese == message }?.english
  }
}
