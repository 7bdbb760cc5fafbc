; The installer for Windows: build.ps1 runs Inno Setup 6 on it, with /DVersion=…
; Not tried on Windows by us.

#ifndef Version
  #error Run packaging\windows\build.ps1, which tells the version
#endif

[Setup]
AppId={{7C0A5E0B-4C0E-4B5F-9C53-6E2E6B0F2D41}
AppName=deckapp
AppVersion={#Version}
AppPublisher=The deckapp authors
DefaultDirName={autopf}\deckapp
DisableProgramGroupPage=yes
PrivilegesRequired=lowest
ArchitecturesAllowed=x64compatible
ArchitecturesInstallIn64BitMode=x64compatible
MinVersion=10.0.17763
ChangesAssociations=yes
CloseApplications=yes
LicenseFile=..\..\LICENSE
SetupIconFile=..\..\build\windows\work\deckapp\deckapp.ico
UninstallDisplayIcon={app}\deckapp-window.exe
OutputDir=..\..\dist
OutputBaseFilename=deckapp-{#Version}-windows-x64
Compression=lzma2
SolidCompression=yes
WizardStyle=modern

[InstallDelete]
; What an earlier version brought. What users made lies elsewhere, and stays.
Type: filesandordirs; Name: "{app}\_internal"

[Files]
Source: "..\..\build\windows\deckapp\*"; DestDir: "{app}"; Flags: ignoreversion recursesubdirs createallsubdirs

[Icons]
Name: "{autoprograms}\deckapp"; Filename: "{app}\deckapp-window.exe"
Name: "{autoprograms}\deckapp command line"; Filename: "{cmd}"; Parameters: "/K ""set PATH={app};%PATH%"""; WorkingDir: "{userdocs}"; IconFilename: "{app}\deckapp.exe"

[Registry]
; "Open with", and no more: neither .yaml nor .yml is taken over.
Root: HKA; Subkey: "Software\Classes\Applications\deckapp-window.exe"; ValueType: string; ValueName: "FriendlyAppName"; ValueData: "deckapp"; Flags: uninsdeletekey
Root: HKA; Subkey: "Software\Classes\Applications\deckapp-window.exe\SupportedTypes"; ValueType: string; ValueName: ".yaml"; ValueData: ""
Root: HKA; Subkey: "Software\Classes\Applications\deckapp-window.exe\SupportedTypes"; ValueType: string; ValueName: ".yml"; ValueData: ""
Root: HKA; Subkey: "Software\Classes\Applications\deckapp-window.exe\shell\open\command"; ValueType: string; ValueData: """{app}\deckapp-window.exe"" ""%1"""

[Run]
Filename: "{app}\deckapp-window.exe"; Description: "{cm:LaunchProgram,deckapp}"; Flags: nowait postinstall skipifsilent
