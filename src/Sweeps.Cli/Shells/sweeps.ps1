# Completion of sweeps for PowerShell. 'sweeps completion pwsh' prints this script.
Register-ArgumentCompleter -Native -CommandName sweeps -ScriptBlock {
    param($wordToComplete, $commandAst, $cursorPosition)
    $before = @($commandAst.CommandElements | Where-Object { $_.Extent.StartOffset -lt $cursorPosition })
    $words = @($before | ForEach-Object {
            if ($_ -is [System.Management.Automation.Language.StringConstantExpressionAst]) { $_.Value } else { $_.Extent.Text }
        })
    $last = ''
    if ($before[-1].Extent.EndOffset -ge $cursorPosition) {
        $last = $before[-1].Extent.Text.Substring(0, $cursorPosition - $before[-1].Extent.StartOffset).Trim("'", '"')
        $words = @($words | Select-Object -SkipLast 1)
    }
    # Of a word with commas, PowerShell replaces the last part alone.
    $parted = ''
    $typed = $wordToComplete.Trim("'", '"')
    if ($last.EndsWith($typed)) { $parted = $last.Substring(0, $last.Length - $typed.Length) }
    # Before 7.3, PowerShell passes an empty word on only if it is quoted.
    if ($last -eq '' -and $PSVersionTable.PSVersion -lt [version]'7.3') { $last = '""' }
    $arguments = @($words | Select-Object -Skip 1) + $last
    & $words[0] complete @arguments 2>$null | ForEach-Object {
        $text, $about = $_ -split "`t", 2
        if (-not $about) { $about = $text }
        $text = $text.Substring($parted.Length)
        $quoted = if ($text -match '[^\w./:=-]') { "'" + $text.Replace("'", "''") + "'" } else { $text }
        [System.Management.Automation.CompletionResult]::new($quoted, $text, 'ParameterValue', $about)
    }
}
