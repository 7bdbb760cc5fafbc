# Builds the installer for Windows in dist\: deckapp-VERSION-windows-x64.exe, its SHA-256, and what is in it (CycloneDX).
# Usage: packaging\windows\build.ps1 [-Python PATH]. Not tried on Windows by us.
#Requires -Version 5.1
param([string] $Python = "python")

Set-StrictMode -Version Latest
$ErrorActionPreference = "Stop"
Set-Location (Join-Path $PSScriptRoot "..\..")
$env:PYTHONHASHSEED = "1"
if (-not $env:SOURCE_DATE_EPOCH) { $env:SOURCE_DATE_EPOCH = git log -1 --format=%ct }

function Invoke-Tool([string] $Tool, [string[]] $Arguments) {
    & $Tool @Arguments
    if ($LASTEXITCODE -ne 0) { throw "$Tool failed, see above." }
}

$build = "build\windows"
$packer = "$build\venv\Scripts\python.exe"
if (Test-Path $build) { Remove-Item -Recurse -Force $build }
New-Item -ItemType Directory -Force $build, "dist" | Out-Null

Invoke-Tool $Python @("-m", "venv", "$build\venv")
Invoke-Tool $packer @("-m", "pip", "install", "--disable-pip-version-check", "--quiet", "--constraint", "packaging\constraints.txt", ".[spelling,passphrase,bundle]")
Invoke-Tool $packer @("-m", "PyInstaller", "--noconfirm", "--log-level", "WARN", "--workpath", "$build\work", "--distpath", $build, "packaging\windows\deckapp.spec")
Invoke-Tool "$build\deckapp\deckapp.exe" @("check", "decks\moscow-2017.yaml")

$version = Invoke-Tool $packer @("-c", "import deckapp; print(deckapp.__version__)")
Invoke-Tool "ISCC.exe" @("/Qp", "/DVersion=$version", "packaging\windows\deckapp.iss")

$installer = "deckapp-$version-windows-x64.exe"
Invoke-Tool $packer @("packaging\sbom.py", "dist\$installer.cdx.json", "$build\work\deckapp\licences")
$sum = (Get-FileHash -Algorithm SHA256 "dist\$installer").Hash.ToLower()
Set-Content -Encoding ascii -Path "dist\$installer.sha256" -Value "$sum  $installer"
Write-Output "dist\${installer}: SHA-256 $sum"
