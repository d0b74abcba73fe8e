; Installer of P2I Desktop for one Windows user: no administrator rights, no network, data never touched.
; makensis -DVERSION=1.2.3 -DPAYLOAD=folder -DOUTFILE=setup.exe -DLICENCE=LICENSE [-DICON=file.ico] installer.nsi
Unicode true
!include "MUI2.nsh"
!include "FileFunc.nsh"
!include "LogicLib.nsh"
!insertmacro GetSize
!define NAME "P2I Desktop"
!define PROGRAM "p2i-desktop.exe"
!define UNINSTALL "Software\Microsoft\Windows\CurrentVersion\Uninstall\P2I Desktop"
!define CLASSES "Software\Classes"
Name "${NAME}"
BrandingText "${NAME} ${VERSION}"
OutFile "${OUTFILE}"
RequestExecutionLevel user
InstallDir "$LOCALAPPDATA\Programs\P2I Desktop"
InstallDirRegKey HKCU "Software\P2I Desktop" "folder"
SetCompressor /SOLID lzma
ManifestDPIAware true
!ifdef ICON
  !define MUI_ICON "${ICON}"
  !define MUI_UNICON "${ICON}"
!endif
!define MUI_ABORTWARNING
!define MUI_FINISHPAGE_RUN "$INSTDIR\${PROGRAM}"
!define MUI_LANGDLL_REGISTRY_ROOT HKCU
!define MUI_LANGDLL_REGISTRY_KEY "Software\P2I Desktop"
!define MUI_LANGDLL_REGISTRY_VALUENAME "language"
!insertmacro MUI_PAGE_LICENSE "${LICENCE}"
!insertmacro MUI_PAGE_DIRECTORY
!insertmacro MUI_PAGE_INSTFILES
!insertmacro MUI_PAGE_FINISH
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES
!insertmacro MUI_LANGUAGE "English"
!insertmacro MUI_LANGUAGE "German"
!insertmacro MUI_LANGUAGE "Dutch"
!insertmacro MUI_LANGUAGE "Spanish"
!insertmacro MUI_LANGUAGE "Swedish"
!insertmacro MUI_LANGUAGE "Estonian"
!insertmacro MUI_LANGUAGE "Greek"
!insertmacro MUI_LANGUAGE "Italian"
!insertmacro MUI_LANGUAGE "Portuguese"
!insertmacro MUI_RESERVEFILE_LANGDLL

LangString CASEBOOK ${LANG_ENGLISH} "P2I Desktop casebook"
LangString RUNNING ${LANG_ENGLISH} "P2I Desktop is running. Close it first, then try again."
LangString KEPT ${LANG_ENGLISH} "P2I Desktop was removed. Your casebooks and settings were not touched:"
LangString CASEBOOK ${LANG_GERMAN} "Fallbuch von P2I Desktop"
LangString RUNNING ${LANG_GERMAN} "P2I Desktop läuft noch. Bitte zuerst schließen, dann erneut versuchen."
LangString KEPT ${LANG_GERMAN} "P2I Desktop wurde entfernt. Ihre Fallbücher und Einstellungen blieben unberührt:"
LangString CASEBOOK ${LANG_DUTCH} "P2I Desktop-dossier"
LangString RUNNING ${LANG_DUTCH} "P2I Desktop is actief. Sluit het eerst en probeer het opnieuw."
LangString KEPT ${LANG_DUTCH} "P2I Desktop is verwijderd. Uw dossiers en instellingen zijn niet gewijzigd:"
LangString CASEBOOK ${LANG_SPANISH} "Libro de casos de P2I Desktop"
LangString RUNNING ${LANG_SPANISH} "P2I Desktop está abierto. Ciérrelo e inténtelo de nuevo."
LangString KEPT ${LANG_SPANISH} "P2I Desktop se ha eliminado. Sus libros de casos y ajustes no se han tocado:"
LangString CASEBOOK ${LANG_SWEDISH} "P2I Desktop-ärendebok"
LangString RUNNING ${LANG_SWEDISH} "P2I Desktop körs. Stäng programmet och försök igen."
LangString KEPT ${LANG_SWEDISH} "P2I Desktop har tagits bort. Dina ärendeböcker och inställningar är orörda:"
LangString CASEBOOK ${LANG_ESTONIAN} "P2I Desktopi juhtumiraamat"
LangString RUNNING ${LANG_ESTONIAN} "P2I Desktop töötab. Sulgege see ja proovige uuesti."
LangString KEPT ${LANG_ESTONIAN} "P2I Desktop eemaldati. Teie juhtumiraamatuid ja seadeid ei muudetud:"
LangString CASEBOOK ${LANG_GREEK} "Βιβλίο υποθέσεων P2I Desktop"
LangString RUNNING ${LANG_GREEK} "Το P2I Desktop εκτελείται. Κλείστε το και δοκιμάστε ξανά."
LangString KEPT ${LANG_GREEK} "Το P2I Desktop αφαιρέθηκε. Τα βιβλία υποθέσεων και οι ρυθμίσεις σας έμειναν ανέπαφα:"
LangString CASEBOOK ${LANG_ITALIAN} "Registro dei casi di P2I Desktop"
LangString RUNNING ${LANG_ITALIAN} "P2I Desktop è in esecuzione. Chiuderlo e riprovare."
LangString KEPT ${LANG_ITALIAN} "P2I Desktop è stato rimosso. I registri e le impostazioni non sono stati toccati:"
LangString CASEBOOK ${LANG_PORTUGUESE} "Livro de casos do P2I Desktop"
LangString RUNNING ${LANG_PORTUGUESE} "O P2I Desktop está em execução. Feche-o e tente novamente."
LangString KEPT ${LANG_PORTUGUESE} "O P2I Desktop foi removido. Os seus livros de casos e definições não foram alterados:"

; A running program holds its own file: it cannot be opened for writing then.
!macro REFUSE_WHILE_RUNNING
  ${If} ${FileExists} "$INSTDIR\${PROGRAM}"
    ClearErrors
    FileOpen $0 "$INSTDIR\${PROGRAM}" a
    ${If} ${Errors}
      MessageBox MB_OK|MB_ICONSTOP "$(RUNNING)" /SD IDOK
      Abort
    ${EndIf}
    FileClose $0
  ${EndIf}
!macroend

Function .onInit
  !insertmacro MUI_LANGDLL_DISPLAY
FunctionEnd

Function un.onInit
  !insertmacro MUI_UNGETLANGUAGE
FunctionEnd

Section
  !insertmacro REFUSE_WHILE_RUNNING
  RMDir /r "$INSTDIR\_internal" ; an upgrade leaves no file of the version before; data lie elsewhere
  SetOutPath "$INSTDIR"
  File /r "${PAYLOAD}/*.*"
  WriteUninstaller "$INSTDIR\uninstall.exe"
  CreateShortcut "$SMPROGRAMS\P2I Desktop.lnk" "$INSTDIR\${PROGRAM}"
  WriteRegStr HKCU "Software\P2I Desktop" "folder" "$INSTDIR"
  WriteRegStr HKCU "${CLASSES}\.p2i" "" "P2IDesktop.Casebook"
  WriteRegStr HKCU "${CLASSES}\P2IDesktop.Casebook" "" "$(CASEBOOK)"
  WriteRegStr HKCU "${CLASSES}\P2IDesktop.Casebook\DefaultIcon" "" "$INSTDIR\${PROGRAM},0"
  WriteRegStr HKCU "${CLASSES}\P2IDesktop.Casebook\shell\open\command" "" '"$INSTDIR\${PROGRAM}" "%1"'
  WriteRegStr HKCU "${UNINSTALL}" "DisplayName" "${NAME}"
  WriteRegStr HKCU "${UNINSTALL}" "DisplayVersion" "${VERSION}"
  WriteRegStr HKCU "${UNINSTALL}" "DisplayIcon" "$INSTDIR\${PROGRAM}"
  WriteRegStr HKCU "${UNINSTALL}" "UninstallString" '"$INSTDIR\uninstall.exe"'
  WriteRegDWORD HKCU "${UNINSTALL}" "NoModify" 1
  WriteRegDWORD HKCU "${UNINSTALL}" "NoRepair" 1
  ${GetSize} "$INSTDIR" "/S=0K" $0 $1 $2
  WriteRegDWORD HKCU "${UNINSTALL}" "EstimatedSize" "$0"
  System::Call 'shell32::SHChangeNotify(i 0x08000000, i 0, p 0, p 0)'
SectionEnd

Section "Uninstall"
  !insertmacro REFUSE_WHILE_RUNNING
  RMDir /r "$INSTDIR\_internal"
  Delete "$INSTDIR\${PROGRAM}"
  Delete "$INSTDIR\licences.txt"
  Delete "$INSTDIR\sbom.json"
  Delete "$INSTDIR\uninstall.exe"
  RMDir "$INSTDIR" ; only when nothing else lies in it: a casebook that was saved here stays
  Delete "$SMPROGRAMS\P2I Desktop.lnk"
  DeleteRegKey HKCU "${CLASSES}\P2IDesktop.Casebook"
  DeleteRegValue HKCU "${CLASSES}\.p2i" ""
  DeleteRegKey HKCU "${UNINSTALL}"
  DeleteRegValue HKCU "Software\P2I Desktop" "folder"
  System::Call 'shell32::SHChangeNotify(i 0x08000000, i 0, p 0, p 0)'
  MessageBox MB_OK "$(KEPT) $LOCALAPPDATA\p2i-desktop" /SD IDOK
SectionEnd
