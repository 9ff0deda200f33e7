/**
 * What people build guessable passwords from: the most used passwords of published leaks, in lower case and without
 * the digits and rows of keys that the rule finds by itself, and well-known long phrases.
 */
export const commonParts: readonly string[] = `
password passwort passw0rd contraseña contrasena motdepasse motdepass senha wachtwoord parola haslo passphrase passcode
secret secreto geheim hidden private letmein open sesame opensesame welcome willkommen bienvenue bienvenido hello hola
bonjour goodbye admin administrator administrador root system superuser user username guest test testing tester temp
temporary default changeme change changeit login signin logon access account server service office company enterprise
support manager master mustang dragon monkey shadow sunshine princess superman batman spiderman pokemon pikachu
starwars startrek skywalker gandalf matrix trustno trust nothing everything something anything whatever iloveyou
iloveu loveyou loveme lovely love lover forever always amor teamo jetaime mylove family mother father mommy daddy
brother sister baby angel angels heaven jesus christ jesuschrist god godisgood blessed faith hope charlie michael
jordan michelle jessica jennifer ashley amanda nicole daniel andrew joshua matthew robert thomas william anthony
george maggie hannah samantha taylor justin brandon buster ginger pepper tigger bailey snoopy soccer football
baseball basketball hockey softball volleyball fussball futbol golf tennis rugby cricket warriors yankees redsox
cowboys eagles steelers packers patriots broncos raiders dolphins lakers celtics chelsea arsenal liverpool barcelona
realmadrid juventus ferrari porsche mercedes corvette camaro harley yamaha honda toyota nissan chevrolet computer
laptop internet google facebook twitter instagram whatsapp youtube amazon netflix microsoft windows apple iphone
samsung android linkedin adobe oracle cisco linux ubuntu database security secure flower flowers summer winter spring
autumn january february march april june july august september october november december monday tuesday wednesday
thursday friday saturday sunday london paris berlin newyork california texas florida chicago america canada mexico
germany england france spain italy brazil india black white purple orange yellow green silver golden diamond blue red
cheese chocolate cookie banana coffee pizza butter sugar money dollar freedom liberty peace happy lucky killer hunter
ranger player gamer ninja samurai pirate zombie vampire wizard phoenix eagle tiger lion panther wolf bear horse
abc abcd xyz asdf qwer zxcv qwerty qwertz azerty qazwsx qweasd asdfgh zxcvbn wasd ytrewq poiuyt lkjhgf mnbvcx
zaqxsw qazwsxedc wsxedc edcrfv qaz wsx edc rfv tgb yhn
the this that these those and for with from you your yours are is my mine our his her its has have was will can not
very long strong good best great super mega ultra real new old big one two three four five six seven eight nine ten
correcthorsebatterystaple correct battery staple troubador tobeornottobe thatisthequestion thequickbrownfox quick
brown fox jumps jumped over lazy dog twinkletwinklelittlestar maytheforcebewithyou force winteriscoming onceuponatime
happybirthday merrychristmas howareyou thankyou pleaseletmein nevergonnagiveyouup ihatepasswords ihateyou idontknow
icantremember forgot forgotten remember noidea nopassword mypassword yourpassword thisismypassword
`
  .trim()
  .split(/\s+/);
